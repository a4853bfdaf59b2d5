package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where a partition goes on, from its chain, and completes what was left unfinished. Runs at
 * each assignment, after each claim that somebody else had made before, and when the log no longer
 * reaches the position. Called on upload threads.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final SliceSettings settings;
  private final StartCheck check;
  private final KafkaLog kafka;
  private final Completion completion;
  private final Clock clock;

  Recovery(
      SliceSettings settings,
      StartCheck check,
      KafkaLog kafka,
      Completion completion,
      Clock clock) {
    this.settings = settings;
    this.check = check;
    this.kafka = kafka;
    this.completion = completion;
    this.clock = clock;
  }

  /**
   * Where the partition goes on.
   *
   * @throws LedgerException when a person has to act before anything may be read
   */
  Outcome.Recovered run(TopicPartition partition) throws Exception {
    check.pass();
    // The commit comes before the listing: one of ours ahead of the chain then proves damage.
    PartitionLog log = kafka.describe(partition);
    Chain chain = settings.chain(partition, log.topicId());
    List<Chain> siblings = siblings(chain);
    Optional<CommitMark> commit = believable(log, siblings);
    Optional<LedgerEntry> tail = chain.tail();
    if (tail.isEmpty()) {
      // First what may refuse, and is tried again for ever: the rest tells subscribers something.
      long begin = begin(log, commit, chain);
      settle(log, siblings);
      return jump(log, chain, 0, begin, LedgerEntry.SkipReason.START);
    }
    return goOn(log, chain, tail.get(), commit);
  }

  private Outcome.Recovered goOn(
      PartitionLog log, Chain chain, LedgerEntry tail, Optional<CommitMark> commit)
      throws Exception {
    checkAgainst(log, tail, commit, chain);
    boolean complete =
        tail.kind() == LedgerEntry.Kind.SKIP
            || commit.filter(mark -> proves(mark, tail)).isPresent();
    if (!complete) {
      completion.complete(log.partition(), log.topicId(), tail);
    }
    long wanted = commit.filter(CommitMark::isPlain).map(CommitMark::offset).orElse(0L);
    if (wanted > tail.next()) {
      long target = Math.max(Math.min(wanted, log.end()), log.start());
      return jump(log, chain, tail.next(), target, LedgerEntry.SkipReason.OPERATOR);
    }
    if (log.start() > tail.next()) {
      return jump(log, chain, tail.next(), log.start(), LedgerEntry.SkipReason.RETENTION);
    }
    Outcome.Recovered recovered = Outcome.Recovered.at(tail.next(), log.topicId());
    return complete
        ? recovered
        : recovered.withCommit(CommitMark.of(tail.next(), log.topicId(), tail.claim()));
  }

  /** Only the claim id proves it: a reset by an operator can set the same offset. */
  private static boolean proves(CommitMark mark, LedgerEntry tail) {
    return !mark.isPlain() && mark.claim().equals(tail.claim());
  }

  private void checkAgainst(
      PartitionLog log, LedgerEntry tail, Optional<CommitMark> commit, Chain chain)
      throws Exception {
    if (commit.isPresent() && !commit.get().isPlain() && commit.get().offset() > tail.next()) {
      throw new LedgerException(
          "Offset %d of %s was committed by this archive, and the ledger '%s' ends at %d: entries are missing. Restore them, for example from the bucket's versions."
              .formatted(
                  commit.get().offset(), log.partition(), chain.keys().prefix(), tail.last()));
    }
    if (tail.next() > log.end() && isCutOff(log, tail)) {
      throw new LedgerException(
          "%s ends at offset %d, and the ledger '%s' has archived up to %d: the log was cut off, and Kafka will give those offsets to other records. After a look at what was lost choose another archive name."
              .formatted(log.partition(), log.end() - 1, chain.keys().prefix(), tail.last()));
    }
    if (tail.kind() == LedgerEntry.Kind.DATA) {
      Optional<String> contradiction =
          settings.format().contradiction(tail.slicesLayout().format());
      if (contradiction.isPresent()) {
        throw new LedgerException(
            "The format contradicts what '%s' has written before: %s"
                .formatted(settings.archive(), contradiction.get()));
      }
    }
  }

  /** Asks again: others may have archived what was appended since the log was described. */
  private boolean isCutOff(PartitionLog log, LedgerEntry tail) throws Exception {
    PartitionLog now = kafka.describe(log.partition());
    requireSameTopic(log);
    return tail.next() > now.end();
  }

  private void requireSameTopic(PartitionLog log) throws Exception {
    if (!kafka.topicId(log.partition().topic()).equals(log.topicId())) {
      throw new IOException("Topic '" + log.partition().topic() + "' was created anew meanwhile");
    }
  }

  private long begin(PartitionLog log, Optional<CommitMark> commit, Chain chain)
      throws LedgerException {
    if (commit.isPresent() && !commit.get().isPlain()) {
      throw new LedgerException(
          "Offset %d of %s was committed by this archive, and its ledger '%s' is gone. Restore it, for example from the bucket's versions; or set 'archive' to a new name, then everything is archived again."
              .formatted(commit.get().offset(), log.partition(), chain.keys().prefix()));
    }
    long start =
        commit
            .map(CommitMark::offset)
            .orElse(settings.startFrom() == StartFrom.EARLIEST ? log.start() : log.end());
    return Math.max(log.start(), Math.min(start, log.end()));
  }

  /**
   * Records as given up what lies before the target. The topic must still be the one whose offsets
   * these are, and the entry is a claim like any other.
   */
  private Outcome.Recovered jump(
      PartitionLog log, Chain chain, long position, long target, LedgerEntry.SkipReason reason)
      throws Exception {
    if (target <= position) {
      return Outcome.Recovered.at(position, log.topicId());
    }
    requireSameTopic(log);
    LedgerEntry skip =
        LedgerEntry.skip(
            position, target - 1, UUID.randomUUID().toString(), clock.instant(), reason);
    if (chain.claim(skip) == Chain.Claimed.FOREIGN) {
      throw new IOException(
          "Another member has extended the ledger of " + log.partition() + " meanwhile");
    }
    LOG.atWarn()
        .addKeyValue("topic", log.partition().topic())
        .addKeyValue("partition", log.partition().partition())
        .addKeyValue("first", position)
        .addKeyValue("last", target - 1)
        .addKeyValue("reason", reason.text())
        .log("offsets are skipped; the ledger says so");
    return Outcome.Recovered.at(target, log.topicId());
  }

  /** Chains of topics of the same name that were deleted. */
  private List<Chain> siblings(Chain chain) throws IOException {
    List<Chain> siblings = new ArrayList<>();
    LedgerKeys keys = chain.keys();
    for (String name :
        settings.ledger().folders(LedgerKeys.ofTopic(keys.archive(), keys.topic()))) {
      if (!name.equals(keys.topicId().toString())) {
        siblings.add(new Chain(settings.ledger(), keys.withTopicId(topicId(keys, name))));
      }
    }
    return siblings;
  }

  private static Uuid topicId(LedgerKeys keys, String name) throws LedgerException {
    try {
      return Uuid.fromString(name);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          "'%s%s/' is no topic id: only ticklake may write below _ledger/. Move it away."
              .formatted(LedgerKeys.ofTopic(keys.archive(), keys.topic()), name),
          e);
    }
  }

  private void settle(PartitionLog log, List<Chain> siblings) throws Exception {
    if (!siblings.isEmpty()) {
      // Then they were listed before the topic was made anew, if it was: none is the living one's.
      requireSameTopic(log);
    }
    for (Chain sibling : siblings) {
      Optional<LedgerEntry> tail = sibling.tail();
      if (tail.isPresent() && tail.get().kind() == LedgerEntry.Kind.DATA) {
        completion.settle(log.partition(), tail.get());
      }
    }
  }

  /** A commit of another topic id says nothing; one without metadata may be of another, too. */
  private static Optional<CommitMark> believable(PartitionLog log, List<Chain> siblings) {
    Optional<CommitMark> mark = log.committed().map(CommitMark::read);
    boolean believed =
        mark.filter(m -> m.isPlain() ? siblings.isEmpty() : m.isOf(log.topicId())).isPresent();
    if (mark.isPresent() && !believed) {
      LOG.atWarn()
          .addKeyValue("topic", log.partition().topic())
          .addKeyValue("partition", log.partition().partition())
          .addKeyValue("committed", mark.get().offset())
          .log("the group's offset is not used: it may be of a deleted topic of this name");
    }
    return believed ? mark : Optional.empty();
  }
}
