package io.ticklake.verify;

import io.ticklake.component.kafkaslice.CommitMark;
import io.ticklake.component.kafkaslice.RecordSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka, asked by an admin client and read by consumers without a group. */
public final class BrokerTopics implements Topics, AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Admin admin;
  private final KafkaRanges records;

  /**
   * Asks nothing yet.
   *
   * @param brokers as {@code host:port,host:port}
   */
  public BrokerTopics(String brokers) {
    this(Map.of("bootstrap.servers", brokers));
  }

  /**
   * Asks nothing yet.
   *
   * @param connection settings with which any client reaches the brokers
   */
  public BrokerTopics(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put("client.id", "ticklake-verify");
    settings.put("request.timeout.ms", TIMEOUT_MILLIS);
    settings.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    this.admin = Admin.create(settings);
    this.records = new KafkaRanges(connection);
  }

  @Override
  public List<Commit> commits() throws IOException {
    Map<String, ListConsumerGroupOffsetsSpec> groups =
        get(admin.listConsumerGroups().all()).stream()
            .map(ConsumerGroupListing::groupId)
            .collect(
                Collectors.toMap(
                    group -> group, group -> new ListConsumerGroupOffsetsSpec(), (a, b) -> a));
    if (groups.isEmpty()) {
      return List.of();
    }
    List<Commit> commits = new ArrayList<>();
    get(admin.listConsumerGroupOffsets(groups).all())
        .forEach(
            (group, offsets) ->
                offsets.forEach(
                    (partition, offset) -> {
                      if (offset != null && !CommitMark.read(offset).isPlain()) {
                        commits.add(new Commit(group, partition, CommitMark.read(offset)));
                      }
                    }));
    return commits;
  }

  @Override
  public Optional<Topic> describe(String name) throws IOException {
    // Offsets are asked for by name: they are of this topic if its id is the same before and after.
    for (Optional<TopicDescription> before = description(name); before.isPresent(); ) {
      boolean compacted = isCompacted(name);
      Optional<Map<Integer, Log>> logs = logs(before.get());
      Optional<TopicDescription> after = description(name);
      if (logs.isPresent() && id(before).equals(id(after))) {
        return Optional.of(new Topic(before.get().topicId(), compacted, logs.get()));
      }
      before = after;
    }
    return Optional.empty();
  }

  private static Optional<Uuid> id(Optional<TopicDescription> description) {
    return description.map(TopicDescription::topicId);
  }

  private Optional<TopicDescription> description(String name) throws IOException {
    try {
      return Optional.ofNullable(get(admin.describeTopics(Set.of(name)).allTopicNames()).get(name));
    } catch (AbsentTopic e) {
      return Optional.empty();
    }
  }

  private boolean isCompacted(String name) throws IOException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      return Objects.requireNonNull(get(admin.describeConfigs(Set.of(topic)).all()).get(topic))
          .get(TopicConfig.CLEANUP_POLICY_CONFIG)
          .value()
          .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    } catch (AbsentTopic e) {
      return false; // the second look at its id finds that out
    }
  }

  private Optional<Map<Integer, Log>> logs(TopicDescription topic) throws IOException {
    Set<TopicPartition> partitions =
        topic.partitions().stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .collect(Collectors.toSet());
    try {
      var starts = offsets(partitions, OffsetSpec.earliest());
      var ends = offsets(partitions, OffsetSpec.latest());
      Map<Integer, Log> logs = new HashMap<>();
      for (TopicPartition each : partitions) {
        logs.put(each.partition(), new Log(offset(starts, each), offset(ends, each)));
      }
      return Optional.of(logs);
    } catch (AbsentTopic e) {
      return Optional.empty();
    }
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Set<TopicPartition> partitions, OffsetSpec spec) throws IOException {
    return get(
        admin
            .listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> spec)))
            .all());
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition)).offset();
  }

  @Override
  public RecordSource records() {
    return records;
  }

  private static <T> T get(KafkaFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      if (cause instanceof UnknownTopicOrPartitionException) {
        throw new AbsentTopic(cause);
      }
      throw new IOException("Kafka does not answer: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while Kafka was asked");
    }
  }

  @Override
  public void close() {
    records.close();
    admin.close();
  }

  private static final class AbsentTopic extends IOException {
    private static final long serialVersionUID = 1L;

    AbsentTopic(Throwable cause) {
      super(cause);
    }
  }
}
