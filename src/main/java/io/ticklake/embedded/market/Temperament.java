package io.ticklake.embedded.market;

/**
 * How one ticker tends to trade.
 *
 * @param price about where its price wanders, in dollars
 * @param volatility deviation of the logarithm of its price over one day
 * @param volume shares on a usual day
 * @param minuteChance how likely it trades in a given minute, 0 to 1
 * @param dayChance how likely it trades on a given day, 0 to 1
 */
record Temperament(
    double price, double volatility, double volume, double minuteChance, double dayChance) {
  private static final double THIN_SHARE = 0.08;

  static Temperament of(Ticker ticker, Noise noise) {
    double price = logUniform(noise, 0, 8, 600);
    double volatility = 0.008 + 0.017 * noise.uniform(1);
    if (ticker.isOtc() || noise.uniform(2) < THIN_SHARE) {
      return new Temperament(price, volatility, logUniform(noise, 3, 2e3, 8e4), 0.4, 0.93);
    }
    return new Temperament(price, volatility, logUniform(noise, 3, 4e5, 6e7), 1, 1);
  }

  private static double logUniform(Noise noise, long index, double low, double high) {
    return low * StrictMath.pow(high / low, noise.uniform(index));
  }
}
