package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.component.kafkaslice.ObjectBytes;
import io.ticklake.component.kafkaslice.Slice;
import io.ticklake.component.kafkaslice.SliceObject;
import io.ticklake.component.kafkaslice.SliceRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Slices as kafka-slice seals them. */
final class Slices {
  static final String CLAIM = "0a1b2c3d-claim";

  private Slices() {}

  static Slice withKeys(String... keys) {
    return of(Arrays.stream(keys).map(Slices::object).toList());
  }

  /** So many objects of the longest keys that a layout gives. */
  static Slice of(int objects) {
    return of(
        IntStream.range(0, objects)
            .mapToObj(i -> object("bars/dt=" + "x".repeat(700) + i + ".parquet"))
            .toList());
  }

  static Slice durable(Slice slice) {
    slice.objects().forEach(object -> object.durable("\"etag-of-it\""));
    return slice;
  }

  private static Slice of(List<SliceObject> objects) {
    return new Slice(
        new SliceRange("market.bars.v1", 3, 1200, 1999),
        CLAIM,
        Instant.parse("2026-11-20T21:05:06.789Z"),
        objects);
  }

  private static SliceObject object(String key) {
    return new SliceObject(
        key,
        "application/vnd.apache.parquet",
        400,
        ObjectBytes.of(("content of " + key).getBytes(UTF_8)),
        CLAIM);
  }
}
