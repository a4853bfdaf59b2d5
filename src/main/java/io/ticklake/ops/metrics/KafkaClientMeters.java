package io.ticklake.ops.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * Shows the few metrics of a Kafka client that operators ask for, as long as the client lives.
 * Kafka makes one for each client, by its class's name; names are those of Micrometer's own binder.
 */
public final class KafkaClientMeters implements MetricsReporter {
  /** The client setting that holds the {@link MeterRegistry}. */
  static final String REGISTRY = "ticklake.meters";

  // Of some 160 of a consumer and a producer each.
  private static final Map<String, Set<String>> SHOWN =
      Map.of(
          "consumer-fetch-manager-metrics",
          Set.of(
              "records-lag", "records-consumed-total", "bytes-consumed-total", "fetch-latency-avg"),
          "consumer-coordinator-metrics",
          Set.of(
              "assigned-partitions",
              "rebalance-total",
              "failed-rebalance-total",
              "last-heartbeat-seconds-ago"),
          "consumer-metrics",
          Set.of("connection-count", "failed-authentication-total"),
          "producer-metrics",
          Set.of(
              "connection-count",
              "failed-authentication-total",
              "record-send-total",
              "record-error-total",
              "record-retry-total",
              "request-latency-avg",
              "buffer-available-bytes"));

  private final Map<MetricName, Meter> meters = new ConcurrentHashMap<>();
  private @Nullable MeterRegistry registry;

  @Override
  public void configure(Map<String, ?> settings) {
    registry = (MeterRegistry) settings.get(REGISTRY);
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    MetricName name = metric.metricName();
    boolean shown = SHOWN.getOrDefault(name.group(), Set.of()).contains(name.name());
    // Totals of a topic repeat those of the client.
    boolean ofTopic = name.tags().containsKey("topic") && !name.tags().containsKey("partition");
    if (shown && !ofTopic) {
      meters.put(name, register(metric, Objects.requireNonNull(registry, REGISTRY)));
    }
  }

  private static Meter register(KafkaMetric metric, MeterRegistry registry) {
    MetricName name = metric.metricName();
    String shown =
        "kafka."
            + name.group().replace("-metrics", "").replace('-', '.')
            + "."
            + name.name().replace('-', '.');
    List<Tag> tags =
        name.tags().entrySet().stream().map(tag -> Tag.of(tag.getKey(), tag.getValue())).toList();
    return name.name().endsWith("-total")
        ? FunctionCounter.builder(shown.replace(".total", ""), metric, KafkaClientMeters::value)
            .description(name.description())
            .tags(tags)
            .register(registry)
        : Gauge.builder(shown, metric, KafkaClientMeters::value)
            .description(name.description())
            .tags(tags)
            .register(registry);
  }

  private static double value(KafkaMetric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    remove(meters.remove(metric.metricName()));
  }

  @Override
  public void close() {
    meters.values().forEach(this::remove);
    meters.clear();
  }

  private void remove(@Nullable Meter meter) {
    if (meter != null && registry != null) {
      registry.remove(meter);
    }
  }
}
