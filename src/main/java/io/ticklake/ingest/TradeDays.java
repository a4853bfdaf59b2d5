package io.ticklake.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Which day of the exchange a time belongs to. Remembers the last one, for rows come by the
 * thousand of the same day. For one thread.
 */
final class TradeDays {
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");

  private LocalDate day = LocalDate.EPOCH;
  private long from;
  private long to;

  /** The date in New York at this time, in milliseconds of UTC. */
  LocalDate of(long millis) {
    // Seconds: the day after the last millisecond of all has no milliseconds.
    long second = Math.floorDiv(millis, 1000L);
    if (second < from || second >= to) {
      day = LocalDate.ofInstant(Instant.ofEpochSecond(second), EASTERN);
      from = start(day);
      to = start(day.plusDays(1));
    }
    return day;
  }

  private static long start(LocalDate date) {
    return date.atStartOfDay(EASTERN).toEpochSecond();
  }
}
