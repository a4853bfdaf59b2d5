package io.ticklake.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What an operator does to topics and committed offsets. */
final class Topics implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Admin admin;

  Topics(String brokers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
  }

  /**
   * Creates it, and returns when it serves. A producer that begins earlier can be told that a
   * partition has no leader, send its second batch before the first again, and is then out of order
   * for ever.
   */
  void create(String topic) throws ExecutionException, InterruptedException {
    request(topic);
    awaitEmpty(topic);
  }

  private void awaitEmpty(String topic) {
    await("the new topic's partitions serve, and are empty")
        .atMost(PATIENCE)
        .until(() -> attempt(() -> assertThat(ends(topic)).containsOnly(0L)));
  }

  private void request(String topic) throws ExecutionException, InterruptedException {
    NewTopic settings = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty());
    admin.createTopics(List.of(settings)).all().get();
  }

  /** Deletes it and creates it again: the name stays, the topic id is another. */
  void recreate(String topic) throws ExecutionException, InterruptedException {
    admin.deleteTopics(List.of(topic)).all().get();
    await("the topic is gone").atMost(PATIENCE).until(() -> attempt(() -> request(topic)));
    awaitEmpty(topic);
  }

  private List<Long> ends(String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream()
        .map(ListOffsetsResultInfo::offset)
        .toList();
  }

  private static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  /** Commits offset 0 for every partition, as {@code --reset-offsets --to-earliest} does. */
  void resetToEarliest(String group, String topic) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions(topic).forEach(partition -> offsets.put(partition, new OffsetAndMetadata(0)));
    whenEmpty(() -> admin.alterConsumerGroupOffsets(group, offsets).all().get());
  }

  /** Deletes the group, as the broker does when its offsets have expired. */
  void forgetOffsets(String group) {
    whenEmpty(() -> admin.deleteConsumerGroups(List.of(group)).all().get());
  }

  /** Kafka refuses while it still waits for the session of a killed member. */
  private static void whenEmpty(Change change) {
    await("group has no members").atMost(PATIENCE).until(() -> attempt(change));
  }

  /** Something that Kafka may refuse for the time being. */
  private interface Change {
    void make() throws ExecutionException, InterruptedException;
  }

  private static boolean attempt(Change change) throws InterruptedException {
    try {
      change.make();
      return true;
    } catch (ExecutionException | AssertionError refused) {
      return false;
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
