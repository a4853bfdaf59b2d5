package io.ticklake.ingest;

import java.math.BigDecimal;

/**
 * How doubles are written: always with a decimal point, never with an exponent. Athena and Glue
 * take {@code 100} for an integer and the column then has two types.
 */
public final class DecimalText {
  private DecimalText() {}

  /** The shortest such text that reads back as the same number; the number must be finite. */
  public static String of(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return (exact.scale() < 1 ? exact.setScale(1) : exact).toPlainString();
  }
}
