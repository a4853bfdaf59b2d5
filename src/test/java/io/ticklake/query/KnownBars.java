package io.ticklake.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The bars of a test's lake: a walk of five tickers over fifty days until yesterday, with days that
 * are missing and bars that were received again.
 */
final class KnownBars {
  private static final List<String> TICKERS = List.of("ALFA", "BETA", "BRK.A", "DELT", "LATE");
  private static final int DAYS = 50;

  final LocalDate today;
  final LocalDate emptyDay;
  final List<DailyBar> versions = new ArrayList<>();

  KnownBars(LocalDate today) {
    this.today = today;
    this.emptyDay = weekday(13);
    Random random = new Random(20261120);
    for (String ticker : TICKERS) {
      double close = 50 + random.nextInt(200);
      for (int back = DAYS; back > 0; back--) {
        LocalDate day = today.minusDays(back);
        close = cents(close * (1 + 0.06 * (random.nextDouble() - 0.5)));
        if (isThere(ticker, day)) {
          versions.add(bar(ticker, day, close, random));
        }
      }
    }
    again(latest().get("ALFA").lastEntry().getValue(), 1.10, 30);
    again(latest().get("DELT").firstEntry().getValue(), 0.9, 31);
    again(latest().get("DELT").get(weekday(5)), 1.0, 32);
    again(latest().get("DELT").get(weekday(5)), 0.5, 33);
  }

  private boolean isThere(String ticker, LocalDate day) {
    boolean lost =
        (ticker.equals("BETA") && (day.equals(weekday(7)) || day.equals(weekday(9))))
            || (ticker.equals("BRK.A") && day.equals(weekday(7)))
            || (ticker.equals("LATE") && day.isBefore(weekday(6)));
    return isWeekday(day) && !day.equals(emptyDay) && !lost;
  }

  private static DailyBar bar(String ticker, LocalDate day, double close, Random random) {
    double high = cents(close * (1 + 0.02 * random.nextDouble()));
    double low = cents(close * (1 - 0.02 * random.nextDouble()));
    Double vwap = random.nextInt(3) == 0 ? null : (Double) cents((high + low) / 2);
    return new DailyBar(ticker, day, high, low, close, 1000 + random.nextInt(90_000), vwap, 0);
  }

  private void again(DailyBar bar, double factor, int second) {
    versions.add(
        new DailyBar(
            bar.ticker(),
            bar.day(),
            bar.high(),
            bar.low(),
            cents(bar.close() * factor),
            bar.volume(),
            bar.vwap(),
            second));
  }

  /** The last weekday that is so many days ago or more. */
  LocalDate weekday(int back) {
    LocalDate day = today.minusDays(back);
    while (!isWeekday(day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /** By ticker and day, the version that was received last. */
  Map<String, TreeMap<LocalDate, DailyBar>> latest() {
    return latest(DAYS);
  }

  /** The same, of the last days alone. */
  Map<String, TreeMap<LocalDate, DailyBar>> latest(int days) {
    Map<String, TreeMap<LocalDate, DailyBar>> latest = new TreeMap<>();
    for (DailyBar bar : versions) {
      if (!bar.day().isBefore(today.minusDays(days))) {
        latest
            .computeIfAbsent(bar.ticker(), ticker -> new TreeMap<>())
            .merge(bar.day(), bar, (a, b) -> a.second() > b.second() ? a : b);
      }
    }
    return latest;
  }

  static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  private static double cents(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
