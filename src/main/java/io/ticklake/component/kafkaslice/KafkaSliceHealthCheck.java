package io.ticklake.component.kafkaslice;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of one consumer: down while it cannot join its group, or while a partition waits for a
 * retry or stands still. The first reason is the message, each partition's is a detail.
 */
final class KafkaSliceHealthCheck extends AbstractHealthCheck {
  private final KafkaSliceConsumer consumer;

  KafkaSliceHealthCheck(KafkaSliceConsumer consumer, String routeId) {
    super("camel", "kafka-slice-" + routeId);
    this.consumer = consumer;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.detail("topic", consumer.getEndpoint().getConfiguration().getTopic());
    builder.detail("group.id", consumer.getEndpoint().getConfiguration().getGroupId());
    List<PartitionSnapshot> unhealthy =
        consumer.partitions().stream().filter(partition -> !partition.isHealthy()).toList();
    for (PartitionSnapshot partition : unhealthy) {
      builder.detail("partition." + partition.partition(), partition.trouble().orElse(""));
    }
    if (consumer.connectionFailure().isPresent()) {
      builder.down().message(consumer.connectionFailure().get());
    } else if (!unhealthy.isEmpty()) {
      builder.down().message(unhealthy.get(0).trouble().orElse(""));
    } else {
      builder.up();
    }
  }
}
