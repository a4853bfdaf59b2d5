package io.ticklake.ingest.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * ASCII text being written. Numbers are written digit by digit: a generator that spends its time in
 * {@code String.format} measures itself.
 */
final class ByteText {
  // The longest long, its sign, a point and a zero.
  private static final int MAX_NUMBER = 24;

  private final byte[] digits = new byte[MAX_NUMBER];
  private byte[] bytes = new byte[512];
  private int length;

  void clear() {
    length = 0;
  }

  ByteText put(char sign) {
    ensure(1);
    bytes[length++] = (byte) sign;
    return this;
  }

  ByteText put(byte[] text) {
    return put(text, 0);
  }

  /** What stands in the text from there on. */
  ByteText put(byte[] text, int from) {
    int count = text.length - from;
    ensure(count);
    System.arraycopy(text, from, bytes, length, count);
    length += count;
    return this;
  }

  ByteText put(String text) {
    return put(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A number of 0 or more. */
  ByteText put(long number) {
    int at = MAX_NUMBER;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    ensure(MAX_NUMBER - at);
    System.arraycopy(digits, at, bytes, length, MAX_NUMBER - at);
    length += MAX_NUMBER - at;
    return this;
  }

  /**
   * A decimal of 0 or more as the contract writes it: always a point, no needless zeros.
   *
   * @param number the decimal times ten to the power of {@code scale}
   */
  ByteText putScaled(long number, int scale) {
    long power = 1;
    for (int i = 0; i < scale; i++) {
      power *= 10;
    }
    put(number / power);
    put('.');
    long rest = number % power;
    do {
      power = Math.max(1, power / 10);
      put((char) ('0' + rest / power));
      rest %= power;
    } while (rest > 0);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
