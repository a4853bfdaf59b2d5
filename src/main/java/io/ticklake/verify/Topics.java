package io.ticklake.verify;

import io.ticklake.component.kafkaslice.CommitMark;
import io.ticklake.component.kafkaslice.RecordSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Kafka, read only. Shared between threads. */
public interface Topics {
  /** What archives have committed, in any consumer group. */
  List<Commit> commits() throws IOException;

  /** A topic as it is now, or nothing if there is none of this name. */
  Optional<Topic> describe(String name) throws IOException;

  /** Reads records again. */
  RecordSource records();

  /**
   * A commit that an archive has made.
   *
   * @param group that it is of
   * @param mark names the claim of a complete slice
   */
  record Commit(String group, TopicPartition partition, CommitMark mark) {}

  /**
   * A topic.
   *
   * @param id never used again, not even for a topic of the same name
   * @param compacted whether records vanish from the middle of its log
   * @param logs by partition
   */
  record Topic(Uuid id, boolean compacted, Map<Integer, Log> logs) {}

  /**
   * The log of a partition.
   *
   * @param start the lowest offset that can be read
   * @param end the offset that the next record will get
   */
  record Log(long start, long end) {}
}
