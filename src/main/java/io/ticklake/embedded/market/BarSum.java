package io.ticklake.embedded.market;

import java.util.List;
import java.util.Optional;

/** Adds bars, given in order of time, into one. Not for use by several threads. */
final class BarSum {
  /** Volumes are counted in millionths of a share, so that sums are exact in any grouping. */
  private static final double MILLION = 1e6;

  private long start;
  private double open;
  private double high;
  private double low;
  private double close;
  private long microShares;
  private double dollars;
  private long trades;
  private int count;

  /** The sum of bars; empty of none. */
  static Optional<Bar> of(List<Bar> bars) {
    BarSum sum = new BarSum();
    bars.forEach(sum::add);
    return sum.total();
  }

  void add(Bar bar) {
    if (count == 0) {
      start = bar.start();
      open = bar.open();
      high = bar.high();
      low = bar.low();
    }
    high = Math.max(high, bar.high());
    low = Math.min(low, bar.low());
    close = bar.close();
    microShares += Math.round(bar.volume() * MILLION);
    dollars += bar.vwap() * bar.volume();
    trades += bar.trades();
    count++;
  }

  /** How many bars were added. */
  int count() {
    return count;
  }

  Optional<Bar> total() {
    if (count == 0) {
      return Optional.empty();
    }
    double volume = microShares / MILLION;
    double vwap = Math.min(high, Math.max(low, Math.rint(dollars / volume * 1e4) / 1e4));
    return Optional.of(new Bar(start, open, high, low, close, volume, vwap, trades));
  }
}
