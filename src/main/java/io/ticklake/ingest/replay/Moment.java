package io.ticklake.ingest.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When a row is of.
 *
 * @param instant of a mere date: its beginning
 * @param date the day it belongs to
 * @param hasTime whether the file says a time of day
 */
record Moment(Instant instant, LocalDate date, boolean hasTime) {
  /** The same time of day in this zone, so many days later. */
  Moment plusDays(long days, ZoneId zone) {
    return days == 0
        ? this
        : new Moment(instant.atZone(zone).plusDays(days).toInstant(), date.plusDays(days), hasTime);
  }

  Moment withDate(LocalDate other) {
    return new Moment(instant, other, hasTime);
  }
}
