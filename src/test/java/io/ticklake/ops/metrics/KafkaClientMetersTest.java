package io.ticklake.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class KafkaClientMetersTest {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KafkaClientMeters reporter = new KafkaClientMeters();

  KafkaClientMetersTest() {
    reporter.configure(Map.of(KafkaClientMeters.REGISTRY, meters));
  }

  @Test
  void showsWhatOperatorsAskForAndNothingElse() {
    KafkaMetric lag = metric("consumer-fetch-manager-metrics", "records-lag", "0", 42);
    KafkaMetric other = metric("consumer-fetch-manager-metrics", "fetch-size-max", "0", 1);

    reporter.init(List.of(lag, other));

    assertThat(meters.scrape())
        .contains(
            "kafka_consumer_fetch_manager_records_lag{client_id=\"one\",partition=\"0\",topic=\"bars\"} 42.0")
        .doesNotContain("fetch_size_max");
  }

  @Test
  void forgetsAPartitionThatHasMoved() {
    KafkaMetric lag = metric("consumer-fetch-manager-metrics", "records-lag", "0", 42);
    reporter.init(List.of(lag));

    reporter.metricRemoval(lag);

    assertThat(meters.scrape()).doesNotContain("records_lag");
  }

  @Test
  void aClientShowsItsMetricsAsLongAsItLives() {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "mine");

    try (Producer<?, ?> producer = new MeteredKafkaClients(meters).getProducer(properties)) {
      assertThat(producer.metrics()).isNotEmpty();
      assertThat(meters.scrape())
          .contains("kafka_producer_record_send_total{client_id=\"mine\"} 0.0")
          .contains("kafka_producer_record_error_total{client_id=\"mine\"} 0.0");
    }

    assertThat(meters.scrape()).doesNotContain("kafka_producer");
  }

  private static KafkaMetric metric(String group, String name, String partition, double value) {
    Map<String, String> tags = Map.of("client-id", "one", "topic", "bars", "partition", partition);
    Gauge<Double> gauge = (config, now) -> value;
    return new KafkaMetric(
        new Object(),
        new MetricName(name, group, "What it is.", tags),
        gauge,
        new MetricConfig(),
        Time.SYSTEM);
  }
}
