package io.ticklake.embedded.market;

import java.time.LocalDate;

/**
 * The long walk of one ticker: the logarithm of its price at the open and the close of each date,
 * found without walking there. It is a Brownian bridge: both ends are pinned, and each midpoint is
 * the mean of its neighbours plus noise whose variance is a quarter of the span. A date's place
 * costs 16 halvings, so any date can be asked first.
 */
final class PriceWalk {
  private static final long ORIGIN = LocalDate.of(2000, 1, 1).toEpochDay();

  /** Two steps a day over 32,768 days: the walk ends in the year 2089. */
  private static final int STEPS = 1 << 16;

  /**
   * Over longer spans than these steps (about a year and a half) the variance grows no more: a free
   * walk of decades would leave some tickers at fractions of a cent.
   */
  private static final long MEMORY = 1 << 10;

  private final Noise noise;
  private final double home;
  private final double stepDeviation;

  PriceWalk(Noise noise, Temperament temperament) {
    this.noise = noise;
    home = StrictMath.log(temperament.price());
    stepDeviation = temperament.volatility() / Math.sqrt(2);
  }

  /** Logarithm of the price at which a date opens. */
  double open(LocalDate date) {
    return at(2 * (date.toEpochDay() - ORIGIN));
  }

  /** Logarithm of the price at which a date closes. */
  double close(LocalDate date) {
    return at(2 * (date.toEpochDay() - ORIGIN) + 1);
  }

  private double at(long step) {
    long low = 0;
    long high = STEPS;
    double lowLevel = home;
    double highLevel = home;
    while (step > low) {
      long middle = (low + high) / 2;
      double deviation = stepDeviation * Math.sqrt(Math.min(high - low, MEMORY) / 4.0);
      double level = (lowLevel + highLevel) / 2 + deviation * noise.normal(middle);
      if (step < middle) {
        high = middle;
        highLevel = level;
      } else {
        low = middle;
        lowLevel = level;
      }
    }
    return lowLevel;
  }
}
