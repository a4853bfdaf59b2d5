package io.ticklake.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests a minute may be sent, whatever they are for. The minute slides: there is no
 * moment at which two full minutes' worth can be sent at once. Safe for several threads.
 */
final class RequestBudget {
  // A second more than the minute: requests take different times on their way, and the market
  // counts them when they arrive.
  private static final Duration WINDOW = Duration.ofSeconds(61);

  private final int requestsPerMinute;
  private final Clock clock;
  private final Deque<Instant> taken = new ArrayDeque<>();
  private Instant pausedUntil = Instant.MIN;

  RequestBudget(int requestsPerMinute, Clock clock) {
    this.requestsPerMinute = requestsPerMinute;
    this.clock = clock;
  }

  /**
   * Takes the right to send one request now.
   *
   * @return zero when it is taken, else how long to wait before trying again
   */
  synchronized Duration take() {
    Instant now = clock.instant();
    forget(now);
    if (now.isBefore(pausedUntil)) {
      return Duration.between(now, pausedUntil);
    }
    if (taken.size() >= requestsPerMinute) {
      return Duration.between(now, taken.getFirst().plus(WINDOW));
    }
    taken.addLast(now);
    return Duration.ZERO;
  }

  private void forget(Instant now) {
    while (!taken.isEmpty() && !taken.getFirst().plus(WINDOW).isAfter(now)) {
      taken.removeFirst();
    }
  }

  /** Requests that may be sent at this moment. */
  synchronized int left() {
    Instant now = clock.instant();
    forget(now);
    return now.isBefore(pausedUntil) ? 0 : Math.max(0, requestsPerMinute - taken.size());
  }

  /** Lets nobody send for this long from now; never shortens an earlier pause. */
  synchronized void pause(Duration length) {
    Instant until = clock.instant().plus(length);
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
    }
  }
}
