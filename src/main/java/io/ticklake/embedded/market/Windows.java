package io.ticklake.embedded.market;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Cuts time into the equal windows of which each range bar covers one. Times are UTC milliseconds;
 * cuts fall on New York time.
 */
sealed interface Windows permits ClockWindows, CalendarWindows {
  /** The first millisecond of the window that holds {@code millis}. */
  long startOf(long millis);

  /** The first millisecond after that window. */
  long endOf(long millis);

  /**
   * Windows of a size.
   *
   * @param first windows of days and longer are counted from the one that holds this instant
   */
  static Windows of(int multiplier, Timespan span, Instant first) {
    LocalDate date = TradingCalendar.dateOf(first);
    return switch (span) {
      case MINUTE -> new ClockWindows(multiplier);
      case HOUR -> new ClockWindows(60L * multiplier);
      case DAY -> CalendarWindows.days(multiplier, date);
      case WEEK -> CalendarWindows.weeks(multiplier, date);
      case MONTH -> CalendarWindows.months(multiplier, date);
      case QUARTER -> CalendarWindows.quarters(multiplier, date);
      case YEAR -> CalendarWindows.years(multiplier, date);
    };
  }
}
