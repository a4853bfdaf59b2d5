package io.ticklake.embedded.market;

import java.util.List;
import java.util.Optional;

/** One ticker's minute bars of a session, and what they add up to so far. */
final class FeedDay {
  private final Ticker ticker;
  private final List<Bar> bars;
  private final double[] volumes;
  private final double[] dollars;

  FeedDay(Ticker ticker, List<Bar> bars) {
    this.ticker = ticker;
    this.bars = bars;
    volumes = new double[bars.size()];
    dollars = new double[bars.size()];
    double shares = 0;
    double paid = 0;
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      shares += bar.volume();
      paid += bar.volume() * bar.vwap();
      volumes[i] = shares;
      dollars[i] = paid;
    }
  }

  Ticker ticker() {
    return ticker;
  }

  /**
   * The bar that starts at a moment, with the day's figures so far.
   *
   * @param start UTC milliseconds
   */
  Optional<FeedBar> at(long start) {
    int low = 0;
    int high = bars.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = bars.get(middle).start();
      if (found == start) {
        return Optional.of(bar(middle));
      }
      if (found < start) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  private FeedBar bar(int index) {
    double average = Math.rint(dollars[index] / volumes[index] * 1e4) / 1e4;
    return new FeedBar(ticker, bars.get(index), volumes[index], bars.get(0).open(), average);
  }
}
