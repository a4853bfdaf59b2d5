package io.ticklake.ops.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ticklake.component.kafkaslice.KafkaSliceConsumer;
import io.ticklake.component.kafkaslice.PartitionSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * What routes that consume slices hold and how far behind they are, those of templates and later
 * files included; tags {@code route} and {@code topic}. Read from the route's present consumer at
 * each scrape; what is counted is counted in {@link SliceCounters}.
 */
public final class ArchiveMeters extends LifecycleStrategySupport {
  private final CamelContext context;
  private final MeterRegistry meters;
  private final SliceCounters counters;
  private final Clock clock;
  private final ConsumerLag lag = new ConsumerLag();
  private final Map<String, RunningTotal> unknownFields = new ConcurrentHashMap<>();
  private final Map<String, List<Meter>> registered = new ConcurrentHashMap<>();

  /** Give it to {@link CamelContext#addLifecycleStrategy} before routes are added. */
  public ArchiveMeters(
      CamelContext context, MeterRegistry meters, SliceCounters counters, Clock clock) {
    this.context = context;
    this.meters = meters;
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : routes) {
      if (route.getConsumer() instanceof KafkaSliceConsumer consumer) {
        String topic = consumer.getEndpoint().getConfiguration().getTopic();
        counters.register(route.getRouteId(), topic);
        registered.put(route.getRouteId(), register(route.getRouteId(), topic));
      }
    }
  }

  /** An edited route goes and comes again, perhaps with another topic. */
  @Override
  public void onRoutesRemove(Collection<Route> routes) {
    for (Route route : routes) {
      registered.getOrDefault(route.getRouteId(), List.of()).forEach(meters::remove);
      registered.remove(route.getRouteId());
    }
  }

  private List<Meter> register(String route, String topic) {
    Tags tags = Tags.of("route", route, "topic", topic);
    return List.of(
        FunctionCounter.builder(
                "ticklake.archive.unknown.fields", this, all -> all.unknownFields(route))
            .description("Fields that the schema does not know and that were not written.")
            .tags(tags)
            .register(meters),
        sum(tags, "open.slices", "Slices that take records.", p -> p.openRecords() > 0 ? 1 : 0),
        sum(tags, "open.records", "Records that are read and not durable.", ArchiveMeters::open),
        sum(
            tags,
            "buffered.bytes",
            "Heap of slices that are open or under way.",
            p -> p.openBytes() + p.shippingBytes()),
        sum(tags, "partitions", "Partitions that this process holds.", p -> 1),
        sum(
            tags,
            "partitions.waiting",
            "Partitions whose last attempt failed; the health detail says why.",
            p -> p.isHealthy() ? 0 : 1),
        sum(
            tags,
            "lag.records",
            "Records on Kafka that are not durable yet.",
            p -> open(p) + lag.behind(topic, p.partition())),
        Gauge.builder("ticklake.archive.landed.age", this, all -> all.landedAge(route, topic))
            .baseUnit("seconds")
            .description("Time since the last slice landed, or since the start.")
            .tags(tags)
            .register(meters));
  }

  private Meter sum(
      Tags tags, String what, String description, ToLongFunction<PartitionSnapshot> value) {
    String route = tags.stream().findFirst().orElseThrow().getValue();
    return Gauge.builder("ticklake.archive." + what, this, all -> all.sum(route, value))
        .description(description)
        .tags(tags)
        .register(meters);
  }

  private static long open(PartitionSnapshot partition) {
    return partition.openRecords() + partition.shippingRecords();
  }

  private double sum(String route, ToLongFunction<PartitionSnapshot> value) {
    return consumer(route).map(KafkaSliceConsumer::partitions).orElse(List.of()).stream()
        .mapToLong(value)
        .sum();
  }

  private double landedAge(String route, String topic) {
    return Duration.between(counters.lastLanded(route, topic), clock.instant()).toMillis() / 1000.0;
  }

  private double unknownFields(String route) {
    RunningTotal total = unknownFields.computeIfAbsent(route, r -> new RunningTotal());
    return consumer(route)
        .map(consumer -> consumer.getEndpoint().getSlices().getFormat())
        .map(
            format ->
                total.with(
                    format,
                    format.unknownFields().values().stream().mapToLong(Long::longValue).sum()))
        .orElseGet(total::total);
  }

  private Optional<KafkaSliceConsumer> consumer(String route) {
    Route running = context.getRoute(route);
    return running != null && running.getConsumer() instanceof KafkaSliceConsumer consumer
        ? Optional.of(consumer)
        : Optional.empty();
  }
}
