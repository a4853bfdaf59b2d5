package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of a partition, to be read once more by a consumer that has nothing else to do.
 *
 * @param last inclusive
 */
public record OffsetRange(TopicPartition partition, long first, long last) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Reads what there is, in order; records that retention has deleted are left out.
   *
   * @param reader gets this partition instead of what it had; stays open
   * @throws IOException when Kafka gives nothing more for half a minute
   */
  public void read(Consumer<ByteBuffer, ByteBuffer> reader, RecordSource.RecordSink sink)
      throws IOException {
    reader.assign(List.of(partition));
    long start = reader.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    reader.seek(partition, Math.max(first, start));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long position = reader.position(partition); position <= last; ) {
      for (ConsumerRecord<ByteBuffer, ByteBuffer> record : reader.poll(POLL)) {
        if (record.offset() <= last) {
          sink.take(record);
        }
      }
      if (reader.position(partition) > position) {
        position = reader.position(partition);
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new IOException(
            "Kafka gave nothing of %s from offset %d on for %d s"
                .formatted(partition, position, PATIENCE.toSeconds()));
      }
    }
  }
}
