package io.ticklake.verify;

import io.ticklake.component.kafkaslice.OffsetRange;
import io.ticklake.component.kafkaslice.RecordSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Reads ranges of offsets by consumers that belong to no group and commit nothing. A consumer costs
 * tens of milliseconds to make, so one that has done its range waits for the next.
 */
final class KafkaRanges implements RecordSource, AutoCloseable {
  // The audit may run on the archive's machine: what is fetched ahead is heap.
  private static final int FETCH_BYTES = 4 << 20;

  private final Map<String, Object> connection;
  private final Map<String, ConcurrentLinkedDeque<Consumer<ByteBuffer, ByteBuffer>>> idle =
      Map.of(
          "read_committed", new ConcurrentLinkedDeque<>(),
          "read_uncommitted", new ConcurrentLinkedDeque<>());

  KafkaRanges(Map<String, Object> connection) {
    this.connection = connection;
  }

  @Override
  public void read(
      TopicPartition partition, long first, long last, String isolation, RecordSink sink)
      throws IOException {
    ConcurrentLinkedDeque<Consumer<ByteBuffer, ByteBuffer>> waiting = idle.get(isolation);
    if (waiting == null) {
      throw new IOException("Isolation '" + isolation + "' is not known");
    }
    Consumer<ByteBuffer, ByteBuffer> reader = waiting.poll();
    if (reader == null) {
      reader = open(isolation);
    }
    boolean whole = false;
    try {
      new OffsetRange(partition, first, last).read(reader, sink);
      whole = true;
    } finally {
      if (whole) {
        waiting.add(reader);
      } else {
        reader.close(Duration.ZERO);
      }
    }
  }

  private Consumer<ByteBuffer, ByteBuffer> open(String isolation) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.putAll(
        Map.of(
            ConsumerConfig.CLIENT_ID_CONFIG,
            "ticklake-verify",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation,
            // A silent jump would be taken for a loss.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            FETCH_BYTES,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            FETCH_BYTES));
    return new KafkaConsumer<>(
        settings, new ByteBufferDeserializer(), new ByteBufferDeserializer());
  }

  @Override
  public void close() {
    idle.values().forEach(readers -> readers.forEach(reader -> reader.close(Duration.ZERO)));
  }
}
