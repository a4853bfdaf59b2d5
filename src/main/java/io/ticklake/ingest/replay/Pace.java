package io.ticklake.ingest.replay;

import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** How fast rows are sent: when each is due, counted from the first. */
public sealed interface Pace {
  /** When the row of this number and date is due. */
  Duration due(long row, LocalDate first, LocalDate date);

  /** As fast as Kafka takes them. */
  record Unlimited() implements Pace {
    @Override
    public Duration due(long row, LocalDate first, LocalDate date) {
      return Duration.ZERO;
    }
  }

  /** So many rows a second. */
  record Rows(double perSecond) implements Pace {
    @Override
    public Duration due(long row, LocalDate first, LocalDate date) {
      return seconds(row / perSecond);
    }
  }

  /** So many days of the file's calendar a second; weekends and holidays pass too. */
  record Days(double perSecond) implements Pace {
    @Override
    public Duration due(long row, LocalDate first, LocalDate date) {
      return seconds((date.toEpochDay() - first.toEpochDay()) / perSecond);
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }
}
