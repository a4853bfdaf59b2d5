package io.ticklake.ingest.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, up to a longest, and by a
 * random part less, so that many clients of a market that comes back do not come all at once. The
 * one place for it in this package. For one thread.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  Backoff(FeedTiming timing, RandomGenerator random) {
    this.first = timing.firstPause();
    this.longest = timing.longestPause();
    this.random = random;
    this.next = first;
  }

  /** The pause before the next attempt: half of it at least. */
  Duration next() {
    Duration full = next;
    Duration doubled = full.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    long millis = Math.max(1, full.toMillis());
    return Duration.ofMillis(millis - (long) (random.nextDouble() * millis / 2));
  }

  /** The next pause is the longest. */
  void lengthen() {
    next = longest;
  }

  /** It went well: the next pause is the first again. */
  void reset() {
    next = first;
  }
}
