package io.ticklake.archive;

import io.ticklake.component.kafkaslice.SliceObject;
import io.ticklake.component.kafkaslice.SliceRange;
import java.time.Instant;
import java.util.List;

/**
 * One thing to tell: these objects can be read now.
 *
 * @param id the same whenever the same is told again
 * @param archive the route that archived them
 * @param part of how many, counted from 1: what is too long for one message comes in parts
 * @param objects durable, of one slice
 */
public record Notice(
    String id,
    String archive,
    String bucket,
    SliceRange range,
    Instant sealedAt,
    int part,
    int parts,
    List<SliceObject> objects) {
  public Notice {
    objects = List.copyOf(objects);
  }

  /** The first part of the keys, for example {@code bars}. */
  public String zone() {
    String key = objects.get(0).key();
    int slash = key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }

  public long records() {
    return objects.stream().mapToLong(SliceObject::records).sum();
  }

  /** Bytes of the objects as stored. */
  public long bytes() {
    return objects.stream().mapToLong(object -> object.size()).sum();
  }

  /** The address of one of the objects. */
  public String uri(SliceObject object) {
    return "s3://" + bucket + "/" + object.key();
  }
}
