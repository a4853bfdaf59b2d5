package io.ticklake.component.kafkaslice;

import java.time.Instant;
import java.util.List;

/**
 * The body of every exchange: a sealed range and its objects.
 *
 * @param range the offsets it covers
 * @param claim the id of this seal; a repeated notification carries the same
 * @param sealedAt when it was sealed
 * @param objects one per folder that the layout gave, in folder order
 */
public record Slice(SliceRange range, String claim, Instant sealedAt, List<SliceObject> objects) {
  public Slice {
    objects = List.copyOf(objects);
  }

  /** Objects that a retry has still to put. */
  public List<SliceObject> pendingObjects() {
    return objects.stream().filter(object -> !object.isDurable()).toList();
  }

  public long records() {
    return objects.stream().mapToLong(SliceObject::records).sum();
  }

  public long bytes() {
    return objects.stream().mapToLong(object -> object.size()).sum();
  }

  @Override
  public String toString() {
    return range + " in " + objects.size() + " objects";
  }
}
