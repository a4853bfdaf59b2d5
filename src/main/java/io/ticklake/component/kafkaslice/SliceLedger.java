package io.ticklake.component.kafkaslice;

import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

/**
 * Who owns which offsets: decides where a partition goes on and who may extend it. Every growth of
 * a partition's chain is one {@link #claim}. Called on upload threads, one call per partition at a
 * time; any exception means "outcome unknown", and the same call is made again after a while.
 */
interface SliceLedger {
  /**
   * Where the partition goes on. Called at each assignment, after each foreign claim, and when the
   * log no longer reaches the position.
   *
   * @param log what Kafka says; its committed offset was read before this call
   * @return the first offset of the next slice, within the log
   */
  long recover(PartitionLog log) throws Exception;

  /** Extends the chain by this slice, before any of its objects exists. */
  Outcome claim(Claim claim) throws Exception;

  /** What is committed to Kafka once the slice has landed. */
  OffsetAndMetadata commitFor(Claim claim);

  /**
   * What is claimed.
   *
   * @param topicId of the topic that the records were read from
   * @param slice encoded, none of its objects put; its claim id is new for each seal
   * @param setAside offsets that went to the dead-letter topic, which has acknowledged them
   */
  record Claim(Uuid topicId, Slice slice, List<Long> setAside) {
    public Claim {
      setAside = List.copyOf(setAside);
    }
  }

  /** How a claim went. */
  enum Outcome {
    /** The chain ends with this claim. */
    OWN,
    /** Another member has extended the chain: drop everything and recover. */
    FOREIGN
  }
}
