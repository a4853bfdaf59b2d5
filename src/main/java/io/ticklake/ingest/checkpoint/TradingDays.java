package io.ticklake.ingest.checkpoint;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The exchange's days. Holidays are not known here: the market answers them without rows, and that
 * is written down like any other day.
 */
public final class TradingDays {
  /** The exchange's time zone: it decides what a day is. */
  public static final ZoneId EASTERN = ZoneId.of("America/New_York");

  // End of the regular session. On half days the session ends earlier and the bar waits until then.
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  private TradingDays() {}

  /** The exchange's date at a point in time. */
  public static LocalDate dateOf(Instant time) {
    return LocalDate.ofInstant(time, EASTERN);
  }

  /** The last date whose session may have ended. */
  public static LocalDate lastEnded(Instant now) {
    ZonedDateTime eastern = now.atZone(EASTERN);
    LocalDate today = eastern.toLocalDate();
    return eastern.toLocalTime().isBefore(CLOSE) ? today.minusDays(1) : today;
  }

  /** Whether it is a weekday. */
  public static boolean isTradingDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** The weekdays of a stretch, both ends inclusive; none when it ends before it begins. */
  public static List<LocalDate> between(LocalDate first, LocalDate last) {
    return last.isBefore(first)
        ? List.of()
        : first.datesUntil(last.plusDays(1)).filter(TradingDays::isTradingDay).toList();
  }
}
