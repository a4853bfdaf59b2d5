package io.ticklake.model;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many objects this process has put into the lake, and whether the catalogue knows tables yet.
 * The archive counts up, the catalogue starts its crawler only when the count has moved, and
 * queries know by it whether an absent table is a fault. Starts at 0 with the process: what landed
 * before is for the catalogue's first crawl to find.
 */
public final class Landings {
  private final AtomicLong objects = new AtomicLong();
  private volatile boolean catalogued;

  /** Counts an object that the store has confirmed. */
  public void landed() {
    objects.incrementAndGet();
  }

  /** Objects confirmed since the process started. */
  public long objects() {
    return objects.get();
  }

  /** Says that a crawl has ended and the catalogue has at least one table. */
  public void catalogued() {
    catalogued = true;
  }

  /** Whether a table is known to be there. */
  public boolean isCatalogued() {
    return catalogued;
  }
}
