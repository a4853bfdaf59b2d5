package io.ticklake.component.kafkaslice;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of those who have none: the group's committed offset says where to go on, and every
 * claim is granted. At least once: a slice whose commit did not arrive is sealed and put again,
 * perhaps with other limits and hence under another key.
 *
 * @param start where a group without a commit begins
 */
record CommittedOffsets(StartFrom start) implements SliceLedger {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedOffsets.class);

  @Override
  public long recover(PartitionLog log) {
    if (log.committed().isEmpty()) {
      return start == StartFrom.EARLIEST ? log.start() : log.end();
    }
    long committed = log.committed().get().offset();
    if (committed >= log.start() && committed <= log.end()) {
      return committed;
    }
    LOG.atWarn()
        .addKeyValue("topic", log.partition().topic())
        .addKeyValue("partition", log.partition().partition())
        .addKeyValue("committed", committed)
        .addKeyValue("logStart", log.start())
        .addKeyValue("logEnd", log.end())
        .log(
            committed < log.start()
                ? "records were deleted by retention before they were read; going on at the log's start"
                : "the log ends before the committed offset, so the topic was created anew or cut"
                    + " off; going on at the log's start");
    return log.start();
  }

  @Override
  public Outcome claim(Claim claim) {
    return Outcome.OWN;
  }

  @Override
  public OffsetAndMetadata commitFor(Claim claim) {
    return new OffsetAndMetadata(claim.slice().range().lastOffset() + 1);
  }
}
