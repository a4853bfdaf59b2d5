package io.ticklake.ops.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast a counter grew over the last ten seconds. One thread uses it. */
final class Rate {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, double count) {}

  /**
   * Takes the counter's present value.
   *
   * @return its growth a second; null before there are two values of the last ten seconds
   */
  @Nullable Double of(Instant now, double count) {
    Sample last = samples.peekLast();
    if (last != null && count < last.count()) {
      samples.clear(); // the counter has begun anew
    }
    while (!samples.isEmpty() && samples.getFirst().at().isBefore(now.minus(WINDOW))) {
      samples.removeFirst();
    }
    samples.addLast(new Sample(now, count));
    Sample first = samples.getFirst();
    double seconds = Duration.between(first.at(), now).toMillis() / 1000.0;
    // A tenth: what stands behind it would be noise.
    return seconds < 0.5 ? null : Math.round((count - first.count()) / seconds * 10) / 10.0;
  }
}
