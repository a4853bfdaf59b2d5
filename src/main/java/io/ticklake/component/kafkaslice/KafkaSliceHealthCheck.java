package io.ticklake.component.kafkaslice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of one consumer: down while it cannot join its group, or while a partition waits for a
 * retry or stands still. Its details say what, since when and what to do: {@code reason}, {@code
 * since}, {@code cure}; each partition's reason is a further one.
 */
final class KafkaSliceHealthCheck extends AbstractHealthCheck {
  private static final String AWAY =
      "Check the brokers' address and that they answer. It joins again by itself; nothing is lost meanwhile.";
  private static final String WAITS =
      "Mend what the reason names. The partition tries again by itself, at the latest after a minute; nothing is lost meanwhile.";
  private static final String HALTED =
      "Mend what the reason names, then restart the route (in Hawtio: stop, start).";

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
    Optional<String> away = consumer.connectionFailure();
    if (away.isPresent()) {
      down(builder, away.get(), consumer.connectionLostAt(), AWAY);
    } else if (!unhealthy.isEmpty()) {
      PartitionSnapshot first = unhealthy.get(0);
      String cure = first.status() == PartitionSnapshot.Status.HALTED ? HALTED : WAITS;
      down(builder, first.trouble().orElse(""), first.troubledSince(), cure);
    } else {
      builder.up();
    }
  }

  private static void down(
      HealthCheckResultBuilder builder, String reason, Optional<Instant> since, String cure) {
    builder.down().message(reason).detail("reason", reason).detail("cure", cure);
    since.ifPresent(at -> builder.detail("since", at.truncatedTo(ChronoUnit.SECONDS).toString()));
  }
}
