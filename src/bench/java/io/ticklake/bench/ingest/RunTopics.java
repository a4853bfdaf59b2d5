package io.ticklake.bench.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topics of one run: made for it, looked at from outside, read back, deleted. */
final class RunTopics implements AutoCloseable {
  // As the program makes them.
  private static final int PARTITIONS = 4;
  private static final String TIMESTAMP = "\"timestamp\":\"";
  // 2020: seconds since then fit into an int.
  private static final long FROM = 1_577_836_800;
  private static final String CLOSE = "\"close\":";

  private final Admin admin;
  private final String brokers;
  final String raw;
  final String bars;

  RunTopics(Admin admin, String brokers, String name)
      throws ExecutionException, InterruptedException {
    this.admin = admin;
    this.brokers = brokers;
    this.raw = name + "-raw";
    this.bars = name + "-bars";
    admin
        .createTopics(
            Stream.of(raw, bars)
                .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                .map(topic -> topic.configs(Map.of("max.message.bytes", "16777216")))
                .toList())
        .all()
        .get();
  }

  /** Records that are acknowledged by now. */
  long count(String topic) throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(
            partitions(topic).stream()
                .collect(
                    Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
        .all()
        .get()
        .values()
        .stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /** Reads all bars back and fails unless each of the pages' is there once, with its close. */
  void check(PreparedPages pages) throws ExecutionException, InterruptedException {
    Map<String, Integer> days = new HashMap<>();
    pages.days().stream().map(LocalDate::toString).forEach(day -> days.put(day, days.size()));
    BitSet seen = new BitSet();
    long closes = 0;
    long left = count(bars);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(partitions(bars));
      consumer.seekToBeginning(partitions(bars));
      while (left > 0) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          left--;
          seen.set(number(pages.kind(), days, record));
          closes += close(record.value());
        }
      }
    }
    if (seen.cardinality() != pages.bars()
        || count(bars) != pages.bars()
        || closes != pages.closes()) {
      throw new IllegalStateException(
          "%d bars with closes of %d were to land; %d did, %d different ones, with closes of %d"
              .formatted(pages.bars(), pages.closes(), count(bars), seen.cardinality(), closes));
    }
  }

  private static int number(
      PageKind kind, Map<String, Integer> days, ConsumerRecord<String, String> record) {
    String dt = new String(record.headers().lastHeader("dt").value(), StandardCharsets.UTF_8);
    String value = record.value();
    if (!value.startsWith("{\"ticker\":\"" + record.key() + "\"") || !value.contains(dt)) {
      throw new IllegalStateException("Key, header and value differ: " + record);
    }
    if (kind == PageKind.GROUPED) {
      int day = days.get(dt);
      String key = record.key();
      int ticker = ((key.charAt(0) - 'A') * 26 + key.charAt(1) - 'A') * 26 + key.charAt(2) - 'A';
      return day * kind.rows + ticker;
    }
    int at = value.indexOf(TIMESTAMP) + TIMESTAMP.length();
    LocalDateTime time =
        LocalDateTime.parse(
            value.substring(at, at + "yyyy-MM-dd HH:mm:ss".length()).replace(' ', 'T'));
    return (int) (time.toEpochSecond(ZoneOffset.UTC) - FROM);
  }

  private static long close(String bar) {
    int from = bar.indexOf(CLOSE) + CLOSE.length();
    return Math.round(Double.parseDouble(bar.substring(from, bar.indexOf(',', from))) * 100);
  }

  private List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  @Override
  public void close() {
    admin.deleteTopics(List.of(raw, bars));
  }
}
