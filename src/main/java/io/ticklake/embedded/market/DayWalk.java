package io.ticklake.embedded.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The minute bars of one ticker on one date: a walk that starts at the date's open and ends at its
 * close, and volume that is high at both ends of the day. A bar opens where the one before it
 * closed.
 */
final class DayWalk {
  private static final long MINUTE_MILLIS = 60_000;
  private static final double FRACTIONAL_DAYS = 0.3;

  private final Temperament temperament;
  private final Session session;
  private final Noise path;
  private final Noise wicks;
  private final Noise shares;
  private final Noise pauses;
  private final boolean fractional;
  private final double usualVolume;

  DayWalk(Temperament temperament, Noise noise, Session session) {
    this.temperament = temperament;
    this.session = session;
    path = noise.at(0);
    wicks = noise.at(1);
    shares = noise.at(2);
    pauses = noise.at(3);
    fractional = noise.uniform(4) < FRACTIONAL_DAYS;
    usualVolume = temperament.volume() * (0.5 + noise.uniform(5)) / session.minutes();
  }

  List<Bar> bars(PriceWalk walk) {
    LocalDate date = session.date();
    if (pauses.uniform(-1) >= temperament.dayChance()) {
      return List.of();
    }
    double[] levels = levels(walk.open(date), walk.close(date));
    List<Bar> bars = new ArrayList<>(session.minutes());
    double open = dollars(levels[0]);
    for (int minute = 0; minute < session.minutes(); minute++) {
      double close = dollars(levels[minute + 1]);
      if (pauses.uniform(minute) < temperament.minuteChance()) {
        bars.add(bar(minute, open, close));
        open = close;
      }
    }
    return bars;
  }

  /** A bridge from open to close: a free walk, bent so that it ends where it must. */
  private double[] levels(double open, double close) {
    int minutes = session.minutes();
    double stepDeviation = temperament.volatility() / Math.sqrt(2.0 * minutes);
    double[] levels = new double[minutes + 1];
    for (int minute = 1; minute <= minutes; minute++) {
      levels[minute] = levels[minute - 1] + stepDeviation * path.normal(minute);
    }
    double bend = close - open - levels[minutes];
    for (int minute = 0; minute <= minutes; minute++) {
      levels[minute] += open + bend * minute / minutes;
    }
    return levels;
  }

  private Bar bar(int minute, double open, double close) {
    double wick = temperament.volatility() / 20;
    double high = tick(Math.max(open, close) * (1 + wick * wicks.uniform(2L * minute)));
    double low = tick(Math.min(open, close) * (1 - wick * wicks.uniform(2L * minute + 1)));
    double volume = volume(minute);
    double vwap =
        Math.min(high, Math.max(low, Math.rint((open + high + low + close) / 4 * 1e4) / 1e4));
    long trades = 1 + (long) (volume / (60 + 80 * shares.uniform(2L * minute + 1)));
    long start = session.open().toEpochMilli() + minute * MINUTE_MILLIS;
    return new Bar(start, open, high, low, close, volume, vwap, trades);
  }

  private double volume(int minute) {
    double ofDay = (minute + 0.5) / session.minutes();
    double smile = 0.5 + 6 * (ofDay - 0.5) * (ofDay - 0.5);
    double volume = 1 + usualVolume * smile * (0.4 + 1.2 * shares.uniform(2L * minute));
    return fractional ? Math.rint(volume * 1e6) / 1e6 : Math.rint(volume);
  }

  private static double dollars(double level) {
    return tick(StrictMath.exp(level));
  }

  /** Prices move in cents, below a dollar in hundredths of a cent (SEC Rule 612). */
  private static double tick(double price) {
    return price >= 1 ? Math.rint(price * 100) / 100 : Math.max(1, Math.rint(price * 1e4)) / 1e4;
  }
}
