package io.ticklake.embedded.market;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a minute bar into bars of a second that add up to it: same open, high, low, close and
 * volume. Not every second has a trade.
 */
record SecondBars(Noise noise) {
  private static final int PARTS = 6;
  private static final long STEP_MILLIS = 10_000;
  private static final long SECOND_MILLIS = 1000;

  /** The bars, in order of time. */
  List<Bar> of(String symbol, Bar minute) {
    Noise ofMinute = noise.at(symbol).at(minute.start());
    long most = Math.min((long) minute.volume(), minute.trades());
    int parts = (int) Math.max(1, Math.min(PARTS, most));
    double[] levels = levels(minute, parts, ofMinute);
    double share = Math.floor(minute.volume() / parts);
    List<Bar> seconds = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      boolean last = part == parts - 1;
      double volume = last ? minute.volume() - share * (parts - 1) : share;
      long second = (long) (STEP_MILLIS / SECOND_MILLIS * ofMinute.uniform(100L + part));
      long start = minute.start() + part * STEP_MILLIS + second * SECOND_MILLIS;
      // The first one touches the minute's highest price, the last one its lowest.
      double high = part == 0 ? minute.high() : Math.max(levels[part], levels[part + 1]);
      double low = last ? minute.low() : Math.min(levels[part], levels[part + 1]);
      double average = Math.min(high, Math.max(low, minute.vwap()));
      long trades = Math.max(1, minute.trades() / parts);
      seconds.add(
          new Bar(start, levels[part], high, low, levels[part + 1], volume, average, trades));
    }
    return seconds;
  }

  private static double[] levels(Bar minute, int parts, Noise noise) {
    double[] levels = new double[parts + 1];
    levels[0] = minute.open();
    for (int part = 1; part < parts; part++) {
      double level = minute.low() + (minute.high() - minute.low()) * noise.uniform(part);
      levels[part] = Math.min(minute.high(), Math.max(minute.low(), Math.rint(level * 1e4) / 1e4));
    }
    levels[parts] = minute.close();
    return levels;
  }
}
