package io.ticklake.kafka;

import io.ticklake.config.Endpoint;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where Kafka is and how topics are made.
 *
 * @param createTopics whether missing topics are created at start
 * @param partitions of topics that are created
 * @param replicas of topics that are created
 */
public record KafkaConfig(
    Endpoint brokers,
    boolean createTopics,
    int partitions,
    int replicas,
    String rawTopic,
    String barsTopic,
    String deadLetterTopic,
    String stateTopic,
    String replayTopic) {
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
  public static final Key<String> STATE_TOPIC = topic("ticklake.ingest.state-topic");
  public static final Key<String> REPLAY_TOPIC = topic("ticklake.replay.topic");

  public static final List<Key<?>> KEYS =
      List.of(
          BROKERS,
          CREATE_TOPICS,
          PARTITIONS,
          REPLICAS,
          RAW_TOPIC,
          BARS_TOPIC,
          DEAD_LETTER_TOPIC,
          STATE_TOPIC,
          REPLAY_TOPIC);

  public static KafkaConfig from(Settings settings) {
    return new KafkaConfig(
        settings.get(BROKERS),
        settings.get(CREATE_TOPICS),
        settings.get(PARTITIONS),
        settings.get(REPLICAS),
        settings.get(RAW_TOPIC),
        settings.get(BARS_TOPIC),
        settings.get(DEAD_LETTER_TOPIC),
        settings.get(STATE_TOPIC),
        settings.get(REPLAY_TOPIC));
  }

  /** The topics of the whole flow. */
  public List<TopicSpec> topics() {
    return List.of(
        TopicSpec.records(rawTopic, partitions),
        TopicSpec.records(barsTopic, partitions),
        TopicSpec.records(deadLetterTopic, partitions),
        TopicSpec.records(replayTopic, partitions),
        TopicSpec.state(stateTopic));
  }

  private static Key<String> topic(String name) {
    return Key.text(name, TOPIC, TOPIC_FORM);
  }
}
