package io.ticklake.archive;

import java.util.Arrays;

/** The values of one record by column, reused for the next. Primitive values stand in one array. */
final class Row {
  // doubles by their bits, booleans as 0 and 1, timestamps in ms of the epoch, dates in days
  private final long[] primitives;
  private final String[] texts;
  private final boolean[] present;

  Row(int columns) {
    primitives = new long[columns];
    texts = new String[columns];
    Arrays.fill(texts, "");
    present = new boolean[columns];
  }

  void clear() {
    Arrays.fill(present, false);
  }

  boolean has(int column) {
    return present[column];
  }

  void set(int column, String value) {
    texts[column] = value;
    present[column] = true;
  }

  void set(int column, long value) {
    primitives[column] = value;
    present[column] = true;
  }

  String text(int column) {
    return texts[column];
  }

  long number(int column) {
    return primitives[column];
  }

  double real(int column) {
    return Double.longBitsToDouble(primitives[column]);
  }
}
