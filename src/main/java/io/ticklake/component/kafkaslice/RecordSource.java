package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads ranges of offsets again. Any exception: ask again later. */
public interface RecordSource {
  /**
   * Reads what there is of a range, in order; records that retention has deleted are left out.
   *
   * @param isolation {@code read_committed} or {@code read_uncommitted}
   */
  void read(TopicPartition partition, long first, long last, String isolation, RecordSink sink)
      throws IOException;

  /** Takes one record. Key and value are views that are good during the call only. */
  @FunctionalInterface
  interface RecordSink {
    void take(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws IOException;
  }
}
