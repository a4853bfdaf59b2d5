package io.ticklake.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic that all contenders read: written once, as the ingest stage would (zstd, header dt and
 * timespan, key the ticker), and kept for further runs. Every partition has as many records.
 */
final class BenchTopic {
  private final BenchOptions options;
  private final Admin admin;
  private final String brokers;

  BenchTopic(BenchOptions options, Admin admin, String brokers) {
    this.options = options;
    this.admin = admin;
    this.brokers = brokers;
  }

  String name() {
    String name =
        "bench-bars-%d-%d-%d".formatted(options.records(), options.partitions(), options.dates());
    return options.padding() == 0 ? name : name + "-" + options.padding();
  }

  /** Writes it unless an earlier run has. */
  void ensure() throws ExecutionException, InterruptedException {
    if (admin.listTopics().names().get().contains(name())) {
      if (size() == options.records()) {
        return;
      }
      throw new IllegalStateException(
          "Topic '%s' is not whole: an earlier run was interrupted. Remove %s."
              .formatted(name(), options.directory()));
    }
    // Bars carry event times elsewhere; the records' own timestamp is now, or retention would
    // delete them.
    NewTopic topic = new NewTopic(name(), options.partitions(), (short) 1);
    admin
        .createTopics(
            List.of(topic.configs(Map.of("retention.ms", "-1", "max.message.bytes", "16777216"))))
        .all()
        .get();
    write();
  }

  private long size() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, options.partitions())
            .mapToObj(partition -> new TopicPartition(name(), partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  private void write() {
    // linger and compression as application.properties has them for the program's own producers
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            brokers,
            "compression.type",
            "zstd",
            "linger.ms",
            "5",
            // What comes to a partition that has no leader yet is refused, and what was sent behind
            // it then for ever.
            "max.in.flight.requests.per.connection",
            "1",
            "max.request.size",
            "16777216");
    BarLines bars = new BarLines(options.padding());
    List<List<Header>> headers =
        IntStream.range(0, options.dates()).mapToObj(BenchTopic::headers).toList();
    AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = 0; i < options.records(); i++) {
        int row = (int) (i / options.partitions());
        int date = row % options.dates();
        int ticker = (int) (i % 4999);
        producer.send(
            new ProducerRecord<>(
                name(),
                (int) (i % options.partitions()),
                null,
                BarLines.ticker(ticker).getBytes(StandardCharsets.US_ASCII),
                bars.next(ticker, BarLines.day(date), row / 500),
                headers.get(date)),
            (written, failure) -> failed.compareAndSet(null, failure));
      }
    }
    if (failed.get() != null) {
      throw new IllegalStateException("Topic '%s' is not whole".formatted(name()), failed.get());
    }
  }

  private static List<Header> headers(int date) {
    return List.of(
        new RecordHeader("dt", BarLines.day(date).getBytes(StandardCharsets.US_ASCII)),
        new RecordHeader("timespan", "minute".getBytes(StandardCharsets.US_ASCII)));
  }
}
