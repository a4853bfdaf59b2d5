package io.ticklake.ops.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.ticklake.component.kafkaslice.Slice;
import io.ticklake.component.kafkaslice.SliceListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts what becomes of records, by route and topic, from the start of the process: neither a
 * partition that moves nor a route that is replaced sets a counter back.
 */
public final class SliceCounters implements SliceListener {
  // From a slice that idles for some seconds to a day behind.
  private static final Duration[] DELAYS = {
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1)
  };

  private final MeterRegistry meters;
  private final Clock clock;
  private final Consumer<Instant> landings;
  private final Map<Of, Counters> all = new ConcurrentHashMap<>();

  private record Of(String route, String topic) {}

  /**
   * Counts into a registry.
   *
   * @param landings is told when a slice with objects has landed
   */
  public SliceCounters(MeterRegistry meters, Clock clock, Consumer<Instant> landings) {
    this.meters = meters;
    this.clock = clock;
    this.landings = landings;
  }

  /** Has the route's series begin at 0, so that the first event is an increase. */
  void register(String route, String topic) {
    counters(route, topic);
  }

  @Override
  public void landed(String route, Slice slice, Instant oldest, Instant at) {
    Counters of = counters(route, slice.range().topic());
    of.slices.increment();
    of.objects.increment(slice.objects().size());
    of.records.increment((double) slice.records());
    of.bytes.increment((double) slice.bytes());
    of.lastLanded = at;
    if (oldest.isBefore(at)) {
      of.delay.record(Duration.between(oldest, at));
    }
    if (!slice.objects().isEmpty()) {
      landings.accept(at);
    }
  }

  @Override
  public void setAside(String route, String topic) {
    counters(route, topic).deadLetters.increment();
  }

  @Override
  public void failed(String route, String topic) {
    counters(route, topic).failures.increment();
  }

  /** When the last slice landed; before the first, when the route was first known. */
  Instant lastLanded(String route, String topic) {
    return counters(route, topic).lastLanded;
  }

  private Counters counters(String route, String topic) {
    return all.computeIfAbsent(new Of(route, topic), of -> new Counters(of, meters, clock));
  }

  private static final class Counters {
    private final Counter slices;
    private final Counter objects;
    private final Counter records;
    private final Counter bytes;
    private final Counter deadLetters;
    private final Counter failures;
    private final Timer delay;
    private volatile Instant lastLanded;

    Counters(Of of, MeterRegistry meters, Clock clock) {
      Tags tags = Tags.of("route", of.route(), "topic", of.topic());
      slices = counter(meters, tags, "slices", "Slices that are durable.");
      objects = counter(meters, tags, "objects", "Objects that S3 has confirmed.");
      records = counter(meters, tags, "records", "Records that are durable.");
      bytes = counter(meters, tags, "bytes", "Bytes of objects that S3 has confirmed.");
      deadLetters =
          counter(meters, tags, "dead.letters", "Records that cannot be archived, set aside.");
      failures = counter(meters, tags, "failures", "Failed attempts of upload, recovery or route.");
      delay =
          Timer.builder("ticklake.archive.delay")
              .description("From a slice's oldest record on Kafka until the slice had landed.")
              .serviceLevelObjectives(DELAYS)
              .tags(tags)
              .register(meters);
      lastLanded = clock.instant();
    }

    private static Counter counter(
        MeterRegistry meters, Tags tags, String what, String description) {
      return Counter.builder("ticklake.archive." + what)
          .description(description)
          .tags(tags)
          .register(meters);
    }
  }
}
