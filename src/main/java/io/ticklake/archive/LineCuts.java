package io.ticklake.archive;

import io.ticklake.component.kafkaslice.PoisonRecordException;

/** Ranges of a line that are not written: fields that the object's key carries. */
final class LineCuts {
  // Pairs of from and to, ascending.
  private final int[] bounds;
  private int used;

  LineCuts(int most) {
    bounds = new int[2 * most];
  }

  void clear() {
    used = 0;
  }

  /**
   * Adds a range behind the last one.
   *
   * @throws PoisonRecordException when there are more than fields to leave out
   */
  void add(int from, int to) throws PoisonRecordException {
    if (used == bounds.length) {
      throw new PoisonRecordException(
          "A field that the object's key carries stands there twice, expected one.");
    }
    bounds[used++] = from;
    bounds[used++] = to;
  }

  /**
   * Closes the gaps in {@code text}, whose last byte is before {@code end}; returns its new end.
   */
  int apply(byte[] text, int end) {
    if (used == 0) {
      return end;
    }
    int to = bounds[0];
    for (int i = 0; i < used; i += 2) {
      int next = i + 2 < used ? bounds[i + 2] : end;
      int length = next - bounds[i + 1];
      System.arraycopy(text, bounds[i + 1], text, to, length);
      to += length;
    }
    return to;
  }
}
