package io.ticklake.embedded.market;

import static java.time.DayOfWeek.SUNDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Windows of whole days, weeks (from Sunday) or months, counted from a first one. */
record CalendarWindows(LocalDate first, long count, ChronoUnit unit) implements Windows {
  private static final int QUARTER = 3;
  private static final int YEAR = 12;

  static CalendarWindows days(int multiplier, LocalDate within) {
    return new CalendarWindows(within, multiplier, ChronoUnit.DAYS);
  }

  static CalendarWindows weeks(int multiplier, LocalDate within) {
    return new CalendarWindows(within.with(previousOrSame(SUNDAY)), multiplier, ChronoUnit.WEEKS);
  }

  static CalendarWindows months(int multiplier, LocalDate within) {
    return new CalendarWindows(within.withDayOfMonth(1), multiplier, ChronoUnit.MONTHS);
  }

  static CalendarWindows quarters(int multiplier, LocalDate within) {
    int month = within.getMonthValue() - (within.getMonthValue() - 1) % QUARTER;
    LocalDate first = LocalDate.of(within.getYear(), month, 1);
    return new CalendarWindows(first, (long) QUARTER * multiplier, ChronoUnit.MONTHS);
  }

  static CalendarWindows years(int multiplier, LocalDate within) {
    return new CalendarWindows(
        within.withDayOfYear(1), (long) YEAR * multiplier, ChronoUnit.MONTHS);
  }

  @Override
  public long startOf(long millis) {
    return Parameters.startOf(window(millis)).toEpochMilli();
  }

  @Override
  public long endOf(long millis) {
    return Parameters.startOf(window(millis).plus(count, unit)).toEpochMilli();
  }

  private LocalDate window(long millis) {
    LocalDate date = TradingCalendar.dateOf(Instant.ofEpochMilli(millis));
    long windows = Math.floorDiv(unit.between(first, date), count);
    return first.plus(windows * count, unit);
  }
}
