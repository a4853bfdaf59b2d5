package io.ticklake.embedded.market;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most so many requests in any sixty seconds; a refused request does not count. Safe for several
 * threads.
 */
final class RateLimit {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int limit;
  private final Clock clock;
  private final Deque<Instant> admitted = new ArrayDeque<>();

  /**
   * @param limit requests per minute; 0 is unlimited
   */
  RateLimit(int limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Counts one request.
   *
   * @throws Refusal 429 when the minute is used up
   */
  synchronized void admit() {
    if (limit == 0) {
      return;
    }
    Instant now = clock.instant();
    Instant oldest = admitted.peekFirst();
    while (oldest != null && !oldest.plus(WINDOW).isAfter(now)) {
      admitted.removeFirst();
      oldest = admitted.peekFirst();
    }
    if (oldest != null && admitted.size() >= limit) {
      throw Refusal.tooMany(Duration.between(now, oldest.plus(WINDOW)));
    }
    admitted.addLast(now);
  }
}
