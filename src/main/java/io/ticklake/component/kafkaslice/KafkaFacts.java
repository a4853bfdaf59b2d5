package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka about a partition, away from the poll thread. The admin client is made at the first
 * question and kept: a new one costs a quarter of a second.
 */
final class KafkaFacts implements KafkaLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFacts.class);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

  private final Supplier<Admin> connect;
  private final Function<String, Consumer<ByteBuffer, ByteBuffer>> readers;
  private final String groupId;
  private @Nullable Admin admin;

  /**
   * Knows one group.
   *
   * @param readers makes a consumer without a group, of the given isolation
   */
  KafkaFacts(
      Supplier<Admin> connect,
      Function<String, Consumer<ByteBuffer, ByteBuffer>> readers,
      String groupId) {
    this.connect = connect;
    this.readers = readers;
    this.groupId = groupId;
  }

  @Override
  public PartitionLog describe(TopicPartition partition)
      throws ExecutionException, InterruptedException {
    // The commit first: whatever is asked later then includes it.
    Optional<OffsetAndMetadata> committed = committed(partition);
    return new PartitionLog(
        partition,
        topicId(partition.topic()),
        offset(partition, OffsetSpec.earliest()),
        offset(partition, OffsetSpec.latest()),
        committed);
  }

  @Override
  public Uuid topicId(String topic) throws ExecutionException, InterruptedException {
    TopicDescription description =
        admin().describeTopics(Set.of(topic)).allTopicNames().get().get(topic);
    return Objects.requireNonNull(description, "described topic").topicId();
  }

  private long offset(TopicPartition partition, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    return admin().listOffsets(Map.of(partition, spec)).partitionResult(partition).get().offset();
  }

  private Optional<OffsetAndMetadata> committed(TopicPartition partition)
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

  @Override
  public void read(
      TopicPartition partition, long first, long last, String isolation, RecordSink sink)
      throws IOException {
    try (Consumer<ByteBuffer, ByteBuffer> reader = readers.apply(isolation)) {
      new OffsetRange(partition, first, last).read(reader, sink);
    }
  }

  /**
   * Takes static members out of the group: they do not leave by themselves when they close, and
   * others would wait for the end of their sessions. Without an answer that is what happens.
   */
  void leave(Collection<String> instanceIds) {
    List<MemberToRemove> members = instanceIds.stream().map(MemberToRemove::new).toList();
    if (members.isEmpty()) {
      return;
    }
    try {
      admin()
          .removeMembersFromConsumerGroup(
              groupId, new RemoveMembersFromConsumerGroupOptions(members))
          .all()
          .get(LEAVE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.atDebug()
          .addKeyValue("group", groupId)
          .addKeyValue("reason", e)
          .log("members did not leave; their sessions will end");
    }
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
