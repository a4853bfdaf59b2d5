package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Answers in the order in which {@link KafkaFacts} asks; anything may happen in between. */
final class SimKafkaLog implements KafkaLog {
  private final SimProcess process;

  SimKafkaLog(SimProcess process) {
    this.process = process;
  }

  private SimTopic topic() {
    return process.world.topic();
  }

  @Override
  public PartitionLog describe(TopicPartition partition) throws IOException {
    process.describedAt = process.world.version;
    Optional<OffsetAndMetadata> committed =
        process.ask("asks for the commit", () -> process.world.committed);
    return new PartitionLog(
        partition,
        topicId(partition.topic()),
        process.ask("asks for the start", () -> topic().start),
        process.ask("asks for the end", () -> topic().end),
        committed);
  }

  @Override
  public Uuid topicId(String topic) throws IOException {
    return process.ask("asks for the topic id", () -> topic().id);
  }

  @Override
  public void read(
      TopicPartition partition, long first, long last, String isolation, RecordSink sink)
      throws IOException {
    long position = Math.max(first, process.ask("asks for the start", () -> topic().start));
    while (position <= last) {
      long from = position;
      Optional<SimRecord> next =
          process.ask(
              "reads again from " + from,
              () -> topic().start > from ? Optional.empty() : topic().from(from));
      if (topic().start > from || topic().end < from) {
        throw new IOException("out of range");
      }
      if (next.isPresent() && next.get().offset() <= last) {
        sink.take(next.get().asKafkaGivesIt());
      } else if (next.isEmpty() && topic().end <= last) {
        throw new IOException("Kafka gave nothing");
      }
      position = next.map(record -> record.offset() + 1).orElse(last + 1);
    }
  }
}
