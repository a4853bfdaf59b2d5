package io.ticklake.component.kafkaslice;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A partition's log as Kafka describes it.
 *
 * @param topicId never used again, not even for a topic of the same name
 * @param start the lowest offset that can be read
 * @param end the offset that the next record will get
 * @param committed of the consumer group
 */
record PartitionLog(
    TopicPartition partition,
    Uuid topicId,
    long start,
    long end,
    Optional<OffsetAndMetadata> committed) {}
