package io.ticklake.ingest;

import java.math.BigDecimal;

/**
 * How doubles are written: always with a decimal point, never with an exponent. Athena and Glue
 * take {@code 100} for an integer and the column then has two types.
 */
public final class DecimalText {
  // Prices have up to four decimals, volumes six: most numbers are so many millionths.
  private static final int SCALE = 1_000_000;

  // Of two different decimals with up to 15 digits none reads back as the other's double.
  private static final double CERTAIN = 1e15;

  private DecimalText() {}

  /** The shortest such text that reads back as the same number; the number must be finite. */
  public static String of(double value) {
    StringBuilder text = new StringBuilder(24);
    append(text, value);
    return text.toString();
  }

  /** Appends {@link #of} of a value. */
  static void append(StringBuilder text, double value) {
    double scaled = Math.rint(value * SCALE);
    // The quotient is the double nearest to that decimal: if it is the value, this is its text.
    if (Math.abs(scaled) < CERTAIN && scaled / SCALE == value) {
      few(text, (long) scaled);
      return;
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    text.append((exact.scale() < 1 ? exact.setScale(1) : exact).toPlainString());
  }

  /** Appends a number of millionths. */
  private static void few(StringBuilder text, long millionths) {
    if (millionths < 0) {
      text.append('-');
    }
    long size = Math.abs(millionths);
    text.append(size / SCALE).append('.');
    int rest = (int) (size % SCALE);
    int unit = SCALE / 10;
    do {
      text.append((char) ('0' + rest / unit));
      rest %= unit;
      unit /= 10;
    } while (rest > 0);
  }
}
