package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What the protocol asks of Kafka away from the poll thread. Any exception: ask again later. */
interface KafkaLog {
  /**
   * The partition and the group's commit; the commit is read first, so what follows includes it.
   */
  PartitionLog describe(TopicPartition partition) throws Exception;

  /** Never used again, not even for a topic of the same name. */
  Uuid topicId(String topic) throws Exception;

  /**
   * Reads what there is of a range, in order; records that retention has deleted are left out.
   *
   * @param isolation {@code read_committed} or {@code read_uncommitted}
   */
  void read(TopicPartition partition, long first, long last, String isolation, RecordSink sink)
      throws Exception;

  /** Takes one record. Key and value are views that are good during the call only. */
  @FunctionalInterface
  interface RecordSink {
    void take(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws Exception;
  }
}
