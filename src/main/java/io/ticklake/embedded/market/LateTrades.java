package io.ticklake.embedded.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Trades that are reported late: a few minute bars are known without them at first, and in full
 * some minutes later, as the vendor's are for up to a quarter of an hour. The walk's bar is the
 * full one. Follows from the seed, like the walk.
 */
record LateTrades(Noise noise) {
  /** After its minute has ended, a bar takes so long to be known. */
  static final Duration LAG = Duration.ofSeconds(1);

  private static final double SHARE = 0.02;
  private static final double LATE_VOLUME = 0.05;
  private static final int LONGEST_MINUTES = 14;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** When a bar is known first. */
  static Instant knownAt(Bar bar) {
    return Instant.ofEpochMilli(bar.start()).plus(MINUTE).plus(LAG);
  }

  /** When a bar is known in full, if late trades change it. */
  Optional<Instant> correctedAt(String symbol, Bar bar) {
    Noise ofBar = noise.at(symbol);
    if (bar.volume() < 2 || ofBar.uniform(2 * bar.start()) >= SHARE) {
      return Optional.empty();
    }
    long minutes = 1 + (long) (LONGEST_MINUTES * ofBar.uniform(2 * bar.start() + 1));
    return Optional.of(knownAt(bar).plus(MINUTE.multipliedBy(minutes)));
  }

  /** The bar as it is known at a moment after it ended. */
  Bar asOf(Instant now, String symbol, Bar bar) {
    return correctedAt(symbol, bar).filter(now::isBefore).isPresent() ? early(bar) : bar;
  }

  /** The bar without its late trades: less volume, and not the highest price. */
  static Bar early(Bar bar) {
    double volume = Math.rint(bar.volume() * (1 - LATE_VOLUME));
    double high = Math.max(bar.open(), bar.close());
    double vwap = Math.min(high, bar.vwap());
    long trades = Math.max(1, bar.trades() - 1);
    return new Bar(bar.start(), bar.open(), high, bar.low(), bar.close(), volume, vwap, trades);
  }
}
