package io.ticklake.component.aws2glue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes on only when somebody sleeps by it. */
final class FakeTime extends Clock implements Sleeper {
  private final List<Duration> slept = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");

  @Override
  public boolean sleep(Duration duration) {
    slept.add(duration);
    now = now.plus(duration);
    return true;
  }

  List<Duration> slept() {
    return slept;
  }

  @Override
  public Instant instant() {
    return now;
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
