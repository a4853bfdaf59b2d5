package io.ticklake.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How many requests a minute may be sent, whatever they are for. The minute slides: there is no
 * moment at which two full minutes' worth can be sent at once, not after a restart either. Safe for
 * several threads.
 */
final class RequestBudget {
  // A second more than the minute: requests take different times on their way, and the market
  // counts them when they arrive.
  private static final long WINDOW_MILLIS = 61_000;

  // Longer than any Retry-After that is honoured: what says more was written by a wrong clock.
  private static final long LONGEST_PAUSE_MILLIS = Duration.ofHours(28).toMillis();

  private final int requestsPerMinute;
  private final Clock clock;
  private final RequestTimes times;

  /** Of this process, from now on. */
  RequestBudget(int requestsPerMinute, Clock clock) {
    this(requestsPerMinute, clock, RequestTimes.inMemory());
  }

  private RequestBudget(int requestsPerMinute, Clock clock, RequestTimes times) {
    this.requestsPerMinute = requestsPerMinute;
    this.clock = clock;
    this.times = times;
  }

  /** Of all processes that keep it in this file, one after the other or together. */
  static RequestBudget in(Path file, int requestsPerMinute, Clock clock) {
    return new RequestBudget(requestsPerMinute, clock, RequestTimes.in(file));
  }

  /**
   * Takes the right to send one request now.
   *
   * @return zero when it is taken, else how long to wait before trying again
   */
  synchronized Duration take() {
    long now = clock.millis();
    return Duration.ofMillis(times.exclusively(() -> take(now)));
  }

  private long take(long now) {
    long paused = paused(now);
    if (paused > now) {
      return paused - now;
    }
    // A time to come was written by a clock that was set back since.
    long oldest = Math.min(times.last(requestsPerMinute), now);
    if (oldest > now - WINDOW_MILLIS) {
      return oldest + WINDOW_MILLIS - now;
    }
    times.add(now);
    return 0;
  }

  /** Requests that may be sent at this moment. */
  synchronized int left() {
    long now = clock.millis();
    return times.exclusively(() -> left(now));
  }

  private int left(long now) {
    if (paused(now) > now) {
      return 0;
    }
    int sent = 0;
    while (sent < requestsPerMinute && times.last(sent + 1) > now - WINDOW_MILLIS) {
      sent++;
    }
    return requestsPerMinute - sent;
  }

  /** Lets nobody send for this long from now; never shortens an earlier pause. */
  synchronized void pause(Duration length) {
    long now = clock.millis();
    times.exclusively(
        () -> {
          long until = Math.max(now + length.toMillis(), paused(now));
          times.pauseUntil(until);
          return until;
        });
  }

  private long paused(long now) {
    long until = times.pausedUntil();
    return until - now <= LONGEST_PAUSE_MILLIS ? until : 0;
  }
}
