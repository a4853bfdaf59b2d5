package io.ticklake.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The objects that this process has put into the lake, and how much of them the catalogue knows.
 * The archive counts up, the catalogue starts its crawler only when the count has moved, queries
 * know by it whether an absent table is a fault, and the status page shows the newest. Starts at 0
 * with the process: what landed before is for the catalogue's first crawl to find. Safe for several
 * threads.
 */
public final class Landings {
  // As many as the status page has room for.
  private static final int REMEMBERED = 20;

  private final AtomicLong objects = new AtomicLong();
  private final Deque<LandedObject> newest = new ArrayDeque<>();
  private volatile long inCatalogue;
  private volatile boolean catalogued;

  /** Counts an object that the store has confirmed. */
  public void landed(LandedObject object) {
    synchronized (newest) {
      newest.addFirst(object);
      if (newest.size() > REMEMBERED) {
        newest.removeLast();
      }
    }
    objects.incrementAndGet();
  }

  /** Objects confirmed since the process started. */
  public long objects() {
    return objects.get();
  }

  /** The last twenty, newest first. */
  public List<LandedObject> newest() {
    synchronized (newest) {
      return new ArrayList<>(newest);
    }
  }

  /** Says that a crawl has ended and the catalogue has at least one table. */
  public void catalogued() {
    catalogued = true;
  }

  /** Whether a table is known to be there. */
  public boolean isCatalogued() {
    return catalogued;
  }

  /** Says that the catalogue knows the first so many of {@link #objects()}. */
  public void inCatalogue(long count) {
    inCatalogue = count;
  }

  /** Objects that the catalogue may not know yet. */
  public long notInCatalogue() {
    return Math.max(0, objects() - inCatalogue);
  }
}
