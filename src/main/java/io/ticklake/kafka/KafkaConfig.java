package io.ticklake.kafka;

import io.ticklake.config.Endpoint;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Kafka is and how topics are made.
 *
 * @param createTopics whether missing topics are created at start
 * @param partitions of topics that are created
 * @param replicas of topics that are created
 * @param recordTopics of the sources that give no bars
 */
public record KafkaConfig(
    Endpoint brokers,
    boolean createTopics,
    int partitions,
    int replicas,
    String rawTopic,
    String barsTopic,
    String deadLetterTopic,
    String replayTopic,
    List<String> recordTopics,
    String leaderTopic) {
  // Kafka's own rule for names (org.apache.kafka.common.internals.Topic).
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final String TOPIC_FORM = "a topic name of letters, digits, '.', '_' and '-'";

  public static final Key<Endpoint> BROKERS =
      Key.endpoint(
          "ticklake.kafka.brokers",
          Pattern.compile("[^\\s,/:]+:\\d{1,5}(,[^\\s,/:]+:\\d{1,5})*"),
          "host:port,host:port");
  public static final Key<Boolean> CREATE_TOPICS = Key.flag("ticklake.kafka.create-topics");
  public static final Key<Integer> PARTITIONS = Key.integer("ticklake.kafka.partitions", 1, 1000);
  public static final Key<Integer> REPLICAS = Key.integer("ticklake.kafka.replicas", 1, 10);
  public static final Key<String> RAW_TOPIC = topic("ticklake.ingest.raw-topic");
  public static final Key<String> BARS_TOPIC = topic("ticklake.ingest.bars-topic");
  public static final Key<String> DEAD_LETTER_TOPIC = topic("ticklake.kafka.dead-letter-topic");
  public static final Key<String> REPLAY_TOPIC = topic("ticklake.replay.topic");
  public static final Key<String> LEADER_TOPIC = topic("ticklake.kafka.leader-topic");
  public static final Key<String> SNAPSHOTS_TOPIC = topic("ticklake.ingest.snapshots.topic");
  public static final Key<String> TICKERS_TOPIC = topic("ticklake.ingest.tickers.topic");
  public static final Key<String> STATUS_TOPIC = topic("ticklake.ingest.market-status.topic");

  public static final List<Key<?>> KEYS =
      List.of(
          BROKERS,
          CREATE_TOPICS,
          PARTITIONS,
          REPLICAS,
          RAW_TOPIC,
          BARS_TOPIC,
          DEAD_LETTER_TOPIC,
          REPLAY_TOPIC,
          SNAPSHOTS_TOPIC,
          TICKERS_TOPIC,
          STATUS_TOPIC,
          LEADER_TOPIC);

  public KafkaConfig {
    recordTopics = List.copyOf(recordTopics);
  }

  public static KafkaConfig from(Settings settings) {
    return new KafkaConfig(
        settings.get(BROKERS),
        settings.get(CREATE_TOPICS),
        settings.get(PARTITIONS),
        settings.get(REPLICAS),
        settings.get(RAW_TOPIC),
        settings.get(BARS_TOPIC),
        settings.get(DEAD_LETTER_TOPIC),
        settings.get(REPLAY_TOPIC),
        List.of(
            settings.get(SNAPSHOTS_TOPIC), settings.get(TICKERS_TOPIC), settings.get(STATUS_TOPIC)),
        settings.get(LEADER_TOPIC));
  }

  /** The topics of the whole flow. */
  public List<TopicSpec> topics() {
    Stream<TopicSpec> records =
        Stream.concat(
                Stream.of(rawTopic, barsTopic, deadLetterTopic, replayTopic), recordTopics.stream())
            .map(topic -> TopicSpec.records(topic, partitions));
    // Whoever has its only partition leads.
    return Stream.concat(records, Stream.of(TopicSpec.records(leaderTopic, 1))).toList();
  }

  private static Key<String> topic(String name) {
    return Key.text(name, TOPIC, TOPIC_FORM);
  }
}
