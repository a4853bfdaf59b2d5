package io.ticklake.ops.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the Kafka clients of all routes, and has each show its metrics. */
@SuppressWarnings("rawtypes") // as camel-kafka declares it
public final class MeteredKafkaClients extends DefaultKafkaClientFactory {
  private final MeterRegistry meters;

  public MeteredKafkaClients(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public Producer getProducer(Properties properties) {
    return super.getProducer(metered(properties));
  }

  @Override
  public Consumer getConsumer(Properties properties) {
    return super.getConsumer(metered(properties));
  }

  private Properties metered(Properties properties) {
    properties.merge(
        CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
        KafkaClientMeters.class.getName(),
        (given, own) -> given + "," + own);
    properties.put(KafkaClientMeters.REGISTRY, meters);
    return properties;
  }
}
