package io.ticklake.cli;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.ingest.replay.RecordSink;
import io.ticklake.kafka.KafkaAccess;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.kafka.TopicSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka, and topics there that a command sends to. */
final class KafkaTarget implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordSink sink;

  private KafkaTarget(Map<String, Object> producerSettings) {
    this.producer =
        new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
    this.sink = new RecordSink(producer);
  }

  /** What the settings say of Kafka. */
  static KafkaConfig config(Settings settings) {
    List<String> problems = settings.problems(KafkaConfig.KEYS);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return KafkaConfig.from(settings);
  }

  /** Kafka as these settings have it; the topics exist afterwards. */
  static KafkaTarget open(Settings settings, String... topics) throws IOException {
    KafkaConfig kafka = config(settings);
    String name = KafkaConfig.BROKERS.name();
    String brokers = new RunningProgram(settings).settingsFor(name).get(Key.text(name));
    Map<String, Object> connection = KafkaAccess.from(settings).connection(brokers);
    new KafkaTopics(connection, kafka, TIMEOUT)
        .ensure(
            Stream.of(topics).map(topic -> TopicSpec.records(topic, kafka.partitions())).toList());
    return new KafkaTarget(RecordSink.settings(connection));
  }

  RecordSink sink() {
    return sink;
  }

  @Override
  public void close() {
    producer.close();
  }
}
