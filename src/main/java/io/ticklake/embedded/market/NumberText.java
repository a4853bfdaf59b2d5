package io.ticklake.embedded.market;

import java.math.BigDecimal;

/**
 * Numbers as the market API writes them: whole ones without a point, some large ones with an
 * exponent.
 */
final class NumberText {
  private static final double MILLION = 1e6;

  private NumberText() {}

  /** For example {@code 129.85} or {@code 130}. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /**
   * For example {@code 77287356}, or {@code 2.384424e+06}. Which large ones get an exponent depends
   * on the value alone, so that a page is the same text each time.
   */
  static String volume(double value) {
    return value >= MILLION && (long) value % 8 == 0 ? exponent(value) : plain(value);
  }

  private static String exponent(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    StringBuilder text = new StringBuilder(decimal.unscaledValue().toString());
    if (text.length() > 1) {
      text.insert(1, '.');
    }
    return text.append("e+%02d".formatted(decimal.precision() - decimal.scale() - 1)).toString();
  }
}
