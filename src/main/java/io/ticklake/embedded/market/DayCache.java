package io.ticklake.embedded.market;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The whole market's daily bars of the dates that were asked for last. Safe for several threads:
 * one computes, the others wait.
 */
final class DayCache {
  /** Three months of sessions; about 50 kB each. */
  private static final int DAYS = 64;

  private final Map<LocalDate, List<TickerBar>> days =
      new LinkedHashMap<>(DAYS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, List<TickerBar>> eldest) {
          return size() > DAYS;
        }
      };

  synchronized List<TickerBar> get(LocalDate date, Supplier<List<TickerBar>> compute) {
    List<TickerBar> known = days.get(date);
    if (known != null) {
      return known;
    }
    List<TickerBar> computed = List.copyOf(compute.get());
    days.put(date, computed);
    return computed;
  }
}
