package io.ticklake.ops.control;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The object of a route that landed last. Safe for several threads. */
final class LastLanded {
  private volatile @Nullable Landing last;

  private record Landing(String key, Instant at) {}

  void set(String key, Instant at) {
    last = new Landing(key, at);
  }

  /** Its key, empty before the first. */
  String key() {
    Landing landing = last;
    return landing == null ? "" : landing.key();
  }

  Optional<Instant> at() {
    return Optional.ofNullable(last).map(Landing::at);
  }
}
