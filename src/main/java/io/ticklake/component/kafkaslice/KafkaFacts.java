package io.ticklake.component.kafkaslice;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka about a partition, away from the poll thread. The admin client is made at the first
 * question and kept: a new one costs a quarter of a second.
 */
final class KafkaFacts implements AutoCloseable {
  private final Supplier<Admin> connect;
  private @Nullable Admin admin;

  KafkaFacts(Supplier<Admin> connect) {
    this.connect = connect;
  }

  PartitionLog describe(TopicPartition partition, String groupId)
      throws ExecutionException, InterruptedException {
    // The commit first: whatever is asked later then includes it.
    Optional<OffsetAndMetadata> committed = committed(partition, groupId);
    return new PartitionLog(
        partition,
        topicId(partition.topic()),
        offset(partition, OffsetSpec.earliest()),
        offset(partition, OffsetSpec.latest()),
        committed);
  }

  private Uuid topicId(String topic) throws ExecutionException, InterruptedException {
    TopicDescription description =
        admin().describeTopics(Set.of(topic)).allTopicNames().get().get(topic);
    return Objects.requireNonNull(description, "described topic").topicId();
  }

  private long offset(TopicPartition partition, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    return admin().listOffsets(Map.of(partition, spec)).partitionResult(partition).get().offset();
  }

  private Optional<OffsetAndMetadata> committed(TopicPartition partition, String groupId)
      throws ExecutionException, InterruptedException {
    ListConsumerGroupOffsetsSpec spec =
        new ListConsumerGroupOffsetsSpec().topicPartitions(Set.of(partition));
    return Optional.ofNullable(
        admin()
            .listConsumerGroupOffsets(Map.of(groupId, spec))
            .partitionsToOffsetAndMetadata(groupId)
            .get()
            .get(partition));
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = connect.get();
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
