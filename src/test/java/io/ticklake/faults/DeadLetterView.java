package io.ticklake.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the dead-letter topic holds of one topic: records, and notices that SNS did not take. Each
 * letter is read once. Not thread-safe.
 */
final class DeadLetterView implements AutoCloseable {
  static final String TOPIC = "market.dlq.v1";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final List<TopicPartition> partitions;
  private final BitSet records = new BitSet();
  private final Set<String> notices = new HashSet<>();
  private int repeated;

  /**
   * From now on.
   *
   * @param topic where the records came from
   */
  DeadLetterView(String brokers, String topic) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "enable.auto.commit",
                false,
                "max.poll.records",
                50,
                "fetch.max.bytes",
                12_000_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(TOPIC, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Reads what came since the last call. */
  void update() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
        if (header(letter, "dlq.topic").equals(topic)) {
          take(letter);
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> letter) {
    if (header(letter, "dlq.stage").equals("archive-notify")) {
      notices.add(new String(letter.key(), UTF_8));
      return;
    }
    int number = Integer.parseInt(header(letter, Bars.NUMBER));
    if (records.get(number)) {
      repeated++;
    }
    records.set(number);
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  /** Numbers of all records that have a letter. */
  BitSet records() {
    return (BitSet) records.clone();
  }

  /** Letters of a record that had one already. */
  int repeated() {
    return repeated;
  }

  /** Ids. */
  Set<String> notices() {
    return Set.copyOf(notices);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
