package io.ticklake.ingest.replay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How fast rows are sent: when each is due, counted from the first. */
public sealed interface Pace {
  /**
   * When a row is due.
   *
   * @param row its number, from 0
   * @param passed how far the file's own time is, from the first row on
   */
  Duration due(long row, Duration passed);

  /** As fast as Kafka takes them. */
  record Unlimited() implements Pace {
    @Override
    public Duration due(long row, Duration passed) {
      return Duration.ZERO;
    }
  }

  /** So many rows a second. */
  record Rows(double perSecond) implements Pace {
    @Override
    public Duration due(long row, Duration passed) {
      return seconds(row / perSecond);
    }
  }

  /** So many days of the file's calendar a second; nights, weekends and holidays pass too. */
  record Days(double perSecond) implements Pace {
    private static final double SECONDS_OF_DAY = TimeUnit.DAYS.toSeconds(1);

    @Override
    public Duration due(long row, Duration passed) {
      return seconds(passed.toSeconds() / SECONDS_OF_DAY / perSecond);
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }
}
