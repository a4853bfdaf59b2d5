package io.ticklake.component.kafkaslice;

import org.apache.kafka.common.TopicPartition;

/**
 * What the partitions of one group member share: one poll thread, one Kafka consumer. All but
 * {@link #report} is for the poll thread.
 */
interface MemberContext {
  Commits commits();

  Shipper shipper();

  MemoryBudget budget();

  void seek(TopicPartition partition, long offset);

  /** Hands an outcome to the poll thread. Called on upload threads. */
  void report(PartitionWorker worker, Outcome outcome);
}
