package io.ticklake.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of one record by column, used again for the next. Primitive values stand in one array;
 * beside them stands the text that they were read from, for formats that write text.
 */
final class Row {
  private static final int FIRST_BYTES = 1 << 10;

  // doubles by their bits, booleans as 0 and 1, timestamps in ms of the epoch, dates in days
  private final long[] primitives;
  private final boolean[] present;
  private final int[] from;
  private final int[] to;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int used;

  Row(int columns) {
    primitives = new long[columns];
    present = new boolean[columns];
    from = new int[columns];
    to = new int[columns];
  }

  /** Forgets all values and texts. */
  void clear() {
    Arrays.fill(present, false);
    used = 0;
  }

  /**
   * Copies a record's value, so that texts can be parts of it, with what {@link JsonScan} wants
   * behind it; the buffer's own position stays.
   *
   * @return the array, in which it begins at 0
   */
  byte[] hold(ByteBuffer value) {
    int length = value.remaining();
    grow(length + 1);
    value.get(value.position(), bytes, 0, length);
    bytes[length] = '\n';
    used = length + 1;
    return bytes;
  }

  private void grow(int more) {
    int wanted = Math.addExact(used + JsonScan.SLACK, more);
    if (wanted > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
    }
  }

  boolean has(int column) {
    return present[column];
  }

  /** Sets a text that is a part of {@link #bytes}. */
  void set(int column, int textFrom, int textTo) {
    from[column] = textFrom;
    to[column] = textTo;
    present[column] = true;
  }

  /** Sets a primitive value and its text, as above. */
  void set(int column, long value, int textFrom, int textTo) {
    primitives[column] = value;
    set(column, textFrom, textTo);
  }

  /** Sets a text from elsewhere. */
  void set(int column, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    grow(utf8.length);
    System.arraycopy(utf8, 0, bytes, used, utf8.length);
    set(column, used, used + utf8.length);
    used += utf8.length;
  }

  /** Sets a primitive value and its text from elsewhere. */
  void set(int column, long value, String text) {
    primitives[column] = value;
    set(column, text);
  }

  /** Where texts stand, UTF-8; another array after the next value. */
  byte[] bytes() {
    return bytes;
  }

  int textFrom(int column) {
    return from[column];
  }

  int textTo(int column) {
    return to[column];
  }

  long number(int column) {
    return primitives[column];
  }

  double real(int column) {
    return Double.longBitsToDouble(primitives[column]);
  }
}
