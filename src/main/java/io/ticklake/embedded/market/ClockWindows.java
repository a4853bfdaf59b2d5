package io.ticklake.embedded.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * Windows of some minutes, counted from midnight of each day; the last of a day ends at midnight.
 */
record ClockWindows(long minutes) implements Windows {
  private static final int MINUTES_OF_DAY = 24 * 60;

  @Override
  public long startOf(long millis) {
    ZonedDateTime time = eastern(millis);
    return at(time.toLocalDate(), floor(time));
  }

  @Override
  public long endOf(long millis) {
    ZonedDateTime time = eastern(millis);
    return at(time.toLocalDate(), floor(time) + minutes);
  }

  private long floor(ZonedDateTime time) {
    long minute = time.toLocalTime().toSecondOfDay() / 60;
    return minute - minute % minutes;
  }

  private static long at(LocalDate date, long minute) {
    if (minute >= MINUTES_OF_DAY) {
      return Parameters.startOf(date.plusDays(1)).toEpochMilli();
    }
    return TradingCalendar.at(date, LocalTime.MIN.plusMinutes(minute)).toEpochMilli();
  }

  private static ZonedDateTime eastern(long millis) {
    return Instant.ofEpochMilli(millis).atZone(TradingCalendar.EASTERN);
  }
}
