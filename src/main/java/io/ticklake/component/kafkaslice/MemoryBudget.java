package io.ticklake.component.kafkaslice;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the open and travelling slices of one consumer may hold together. Shared by its poll
 * threads; each adds and takes back what its own partitions hold. The limit is soft: what one poll
 * has fetched is always taken.
 */
final class MemoryBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * An unused budget.
   *
   * @param limit bytes of heap
   */
  MemoryBudget(long limit) {
    this.limit = limit;
  }

  void change(long bytes) {
    used.addAndGet(bytes);
  }

  /** Half of it is used: time to begin nothing new. */
  boolean isTight() {
    return used.get() >= limit / 2;
  }

  boolean isExhausted() {
    return used.get() >= limit;
  }

  long used() {
    return used.get();
  }
}
