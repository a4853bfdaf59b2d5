package io.ticklake.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What time it is in a market: it stands until it is started, then it is faster than ours. */
final class MarketClock extends Clock {
  private final Instant from;
  private final Instant to;
  private final int speed;
  private @Nullable Long begun;

  /**
   * @param to where it stands again
   */
  MarketClock(Instant from, Instant to, int speed) {
    this.from = from;
    this.to = to;
    this.speed = speed;
  }

  synchronized void start() {
    begun = System.nanoTime();
  }

  boolean isOver() {
    return instant().equals(to);
  }

  /** How much of its way is behind it, 0 to 1. */
  double progress() {
    return (double) Duration.between(from, instant()).toMillis()
        / Duration.between(from, to).toMillis();
  }

  @Override
  public synchronized Instant instant() {
    if (begun == null) {
      return from;
    }
    Instant now = from.plusNanos((System.nanoTime() - begun) * speed);
    return now.isBefore(to) ? now : to;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
