package io.ticklake.embedded.market;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A clock for demonstrations at any hour: at its first look it is the opening of the newest session
 * that has ended; from then on a minute passes each second, until all bars of that session are
 * told. There it stands.
 */
public final class LastSessionClock extends Clock {
  private static final int SPEED = 60;

  private final Clock real;
  private final Session session;
  private @Nullable Instant begun;

  /** The newest session that has ended by this clock. */
  public LastSessionClock(Clock real) {
    this.real = real;
    TradingCalendar calendar = new TradingCalendar();
    Session latest = calendar.latestOpened(real.instant());
    this.session = latest.endedBy(real.instant()) ? latest : calendar.before(latest.date());
  }

  @Override
  public synchronized Instant instant() {
    Instant now = real.instant();
    if (begun == null) {
      begun = now;
    }
    Duration passed = Duration.between(begun, now).multipliedBy(SPEED);
    Instant shown = session.open().plus(passed);
    Instant end = FeedSession.end(session);
    return shown.isBefore(end) ? shown : end;
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
