package io.ticklake.component.kafkaslice;

import java.time.Duration;

/**
 * Bounded exponential back-off.
 *
 * @param first after the first failure; doubled after each further one
 * @param longest never longer than this
 */
record RetryDelays(Duration first, Duration longest) {
  // 2^20 times the shortest delay of 1 ms is 17 minutes: no bound beyond needs more.
  private static final int MAX_DOUBLINGS = 20;

  RetryDelays {
    if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "Options 'retryDelay' (%s) and 'retryMaxDelay' (%s): the first has to be above 0, the second not shorter"
              .formatted(first, longest));
    }
  }

  /**
   * How long to wait now.
   *
   * @param failures in a row, at least 1
   */
  Duration after(int failures) {
    Duration delay = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }
}
