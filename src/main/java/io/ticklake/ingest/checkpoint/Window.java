package io.ticklake.ingest.checkpoint;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A stretch of days whose checkpoint is one object; both ends inclusive.
 *
 * @param name {@code 2026-11-20}, {@code 2026-11} or {@code 2026}
 */
public record Window(String name, LocalDate first, LocalDate last) {
  /** How long windows are; they begin with the day, month or year. */
  public enum Size {
    DAY,
    MONTH,
    YEAR;

    /** The window that a day lies in. */
    public Window of(LocalDate day) {
      return switch (this) {
        case DAY -> new Window(day.toString(), day, day);
        case MONTH -> {
          YearMonth month = YearMonth.from(day);
          yield new Window(month.toString(), month.atDay(1), month.atEndOfMonth());
        }
        case YEAR ->
            new Window(
                "%04d".formatted(day.getYear()),
                day.withDayOfYear(1),
                day.withDayOfYear(day.lengthOfYear()));
      };
    }
  }
}
