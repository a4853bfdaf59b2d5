package io.ticklake.ingest.replay;

/** What no prices of a day or a minute can be. */
final class PriceCheck {
  private PriceCheck() {}

  /** Refuses a negative number. */
  static void notNegative(String column, double value) throws UnreadableRowException {
    if (value < 0) {
      throw new UnreadableRowException("%s '%s' is negative".formatted(column, value));
    }
  }

  /** Refuses a highest price below the lowest. */
  static void range(double high, double low) throws UnreadableRowException {
    if (high < low) {
      throw new UnreadableRowException("High '%s' is below low '%s'".formatted(high, low));
    }
  }
}
