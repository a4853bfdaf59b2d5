package io.ticklake.component.kafkaslice;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What a partition asks of the group member that owns it. For the poll thread only; what takes time
 * is begun here and its {@link Outcome} comes to the worker later, on the poll thread too.
 */
interface MemberContext {
  /** Begins to look for the position. Everything that has landed is committed before. */
  void recover(PartitionWorker worker, TopicPartition partition);

  /** Begins to put a slice. */
  void ship(PartitionWorker worker, SealedSlice slice, Uuid topicId);

  /** Has the offset committed soon. */
  void commit(TopicPartition partition, OffsetAndMetadata offset);

  /** The last offset that Kafka has acknowledged. */
  Optional<Long> committed(TopicPartition partition);

  /** Has the next poll begin here. */
  void seek(TopicPartition partition, long offset);

  /** More or less heap is held than before. */
  void memory(long bytes);
}
