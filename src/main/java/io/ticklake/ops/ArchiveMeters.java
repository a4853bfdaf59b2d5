package io.ticklake.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ticklake.component.kafkaslice.KafkaSliceConsumer;
import io.ticklake.component.kafkaslice.PartitionSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Metrics of every route that consumes slices, those of templates and later files included; tags
 * {@code route} and {@code topic}. The values are read from the route's present consumer at each
 * scrape: a route that is replaced begins again at 0, as counters of a restarted process do.
 */
public final class ArchiveMeters extends LifecycleStrategySupport {
  private final CamelContext context;
  private final ConsumerLag lag = new ConsumerLag();

  /** Give it to {@link CamelContext#addLifecycleStrategy} before routes are added. */
  public ArchiveMeters(CamelContext context) {
    this.context = context;
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
    if (meters == null) {
      return; // metrics are switched off
    }
    for (Route route : routes) {
      if (route.getConsumer() instanceof KafkaSliceConsumer consumer) {
        String topic = consumer.getEndpoint().getConfiguration().getTopic();
        register(meters, route.getRouteId(), topic);
      }
    }
  }

  private void register(MeterRegistry meters, String route, String topic) {
    Tags tags = Tags.of("route", route, "topic", topic);
    counter(meters, "slices", "Slices that are durable.", tags, PartitionSnapshot::landedSlices);
    counter(meters, "records", "Records that are durable.", tags, PartitionSnapshot::landedRecords);
    counter(meters, "poison", "Records set aside.", tags, PartitionSnapshot::poison);
    counter(meters, "failures", "Failed attempts.", tags, PartitionSnapshot::failures);
    FunctionCounter.builder(
            "ticklake.archive.unknown.fields", this, all -> all.unknownFields(route))
        .description("Fields that the schema does not know and that were not written.")
        .tags(tags)
        .register(meters);
    Gauge.builder("ticklake.archive.open", this, all -> all.sum(route, ArchiveMeters::open))
        .baseUnit("records")
        .description("Records that are read and not durable yet.")
        .tags(tags)
        .register(meters);
    Gauge.builder("ticklake.archive.lag", this, all -> all.lag(route, topic))
        .baseUnit("records")
        .description("Records on Kafka that are not durable yet.")
        .tags(tags)
        .register(meters);
  }

  private void counter(
      MeterRegistry meters,
      String what,
      String description,
      Tags tags,
      ToLongFunction<PartitionSnapshot> value) {
    String route = tags.stream().findFirst().orElseThrow().getValue();
    FunctionCounter.builder("ticklake.archive." + what, this, all -> all.sum(route, value))
        .description(description)
        .tags(tags)
        .register(meters);
  }

  private double lag(String route, String topic) {
    return sum(route, partition -> open(partition) + lag.behind(topic, partition.partition()));
  }

  private static long open(PartitionSnapshot partition) {
    return partition.openRecords() + partition.shippingRecords();
  }

  private double sum(String route, ToLongFunction<PartitionSnapshot> value) {
    return partitions(route).stream().mapToLong(value).sum();
  }

  private double unknownFields(String route) {
    return consumer(route)
        .map(consumer -> consumer.getEndpoint().getSlices().getFormat())
        .map(format -> format.unknownFields().values().stream().mapToLong(Long::longValue).sum())
        .orElse(0L);
  }

  private List<PartitionSnapshot> partitions(String route) {
    return consumer(route).map(KafkaSliceConsumer::partitions).orElse(List.of());
  }

  private Optional<KafkaSliceConsumer> consumer(String route) {
    Route running = context.getRoute(route);
    return running != null && running.getConsumer() instanceof KafkaSliceConsumer consumer
        ? Optional.of(consumer)
        : Optional.empty();
  }
}
