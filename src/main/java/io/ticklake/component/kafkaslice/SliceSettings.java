package io.ticklake.component.kafkaslice;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The endpoint's options, checked.
 *
 * @param stage who refuses a record, as dead letters say it: the route's id
 * @param archive its name in the ledger, for ever
 * @param ledger holds the ledger and the objects
 * @param formats knows the formats of earlier slices
 * @param layoutPath the text of the layout
 * @param isolation which records the consumer sees
 * @param bufferBytes heap for open and travelling slices
 * @param uploadThreads slices under way at the same time
 * @param handover how long a revocation or a stop waits for slices under way
 * @param listener is told what becomes of records
 */
record SliceSettings(
    String topic,
    String groupId,
    String stage,
    String archive,
    LedgerStore ledger,
    FormatResolver formats,
    Format format,
    Layout layout,
    String layoutPath,
    String isolation,
    RotationRules rotation,
    long bufferBytes,
    Optional<String> deadLetterTopic,
    int pollThreads,
    int uploadThreads,
    RetryDelays retry,
    Duration handover,
    StartFrom startFrom,
    SliceListener listener) {

  /** What an entry says of how its bytes came about. */
  LedgerEntry.EntryLayout entryLayout() {
    return new LedgerEntry.EntryLayout(layoutPath, format.description(), isolation);
  }

  /** The entries of a partition. */
  Chain chain(TopicPartition partition, Uuid topicId) {
    return new Chain(
        ledger, new LedgerKeys(archive, partition.topic(), topicId, partition.partition()));
  }
}
