package io.ticklake.ops.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A count that never goes back, made of counts that begin again at 0 when what counts is replaced.
 */
final class RunningTotal {
  private @Nullable Object counter;
  private long before;
  private long current;

  /**
   * The total with this count.
   *
   * @param counting what counts; another one than last time begins at 0
   */
  synchronized long with(Object counting, long count) {
    if (counting != counter) {
      before += current;
      current = 0;
      counter = counting;
    }
    current = Math.max(current, count);
    return before + current;
  }

  /** The total so far. */
  synchronized long total() {
    return before + current;
  }
}
