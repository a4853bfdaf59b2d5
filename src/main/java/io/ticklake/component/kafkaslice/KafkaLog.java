package io.ticklake.component.kafkaslice;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What the protocol asks of Kafka away from the poll thread. Any exception: ask again later. */
interface KafkaLog extends RecordSource {
  /**
   * The partition and the group's commit; the commit is read first, so what follows includes it.
   */
  PartitionLog describe(TopicPartition partition) throws Exception;

  /** Never used again, not even for a topic of the same name. */
  Uuid topicId(String topic) throws Exception;
}
