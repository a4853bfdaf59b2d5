package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One assigned partition: takes its records in and sees its slices through, one at a time and in
 * order (see {@link PartitionState}). Confined to the poll thread; what takes time is done by the
 * {@link Shipper}, whose answer comes back as an {@link Outcome}.
 */
final class PartitionWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);

  // Long enough for what failed and where, too short for the request id that ends a message.
  private static final int ESSENCE = 100;

  private final TopicPartition partition;
  private final SliceSettings settings;
  private final MemberContext member;
  private final Clock clock;
  private final Intake intake;
  private PartitionState state = new PartitionState.Recovering();
  private Uuid topicId = Uuid.ZERO_UUID;
  private boolean dropped;
  private long reportedBytes;
  private int failuresInARow;
  // Kept while the next attempt runs: only success ends trouble.
  private Optional<String> trouble = Optional.empty();
  private Optional<Instant> troubledSince = Optional.empty();
  private long failures;
  private long landedSlices;
  private long landedRecords;
  private Optional<Instant> lastLandedAt = Optional.empty();

  /** The caller then calls {@link #recover}. */
  PartitionWorker(
      TopicPartition partition, SliceSettings settings, MemberContext member, Clock clock) {
    this.partition = partition;
    this.settings = settings;
    this.member = member;
    this.clock = clock;
    this.intake = new Intake(partition, settings, clock);
  }

  /** Asks where to go on. Nothing is taken until the answer is there. */
  void recover() {
    enter(new PartitionState.Recovering());
  }

  void take(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    intake.take(records);
    reportMemory();
  }

  /**
   * Seals what time has made due.
   *
   * @param consumerPosition asked only if something is
   */
  void sealByTime(LongSupplier consumerPosition) {
    if (isMoving()) {
      intake.sealByTime(consumerPosition);
    }
  }

  /** Seals the open slice before a rule makes it due. */
  void sealEarly(SealReason reason) {
    intake.sealEarly(reason);
  }

  /** The log no longer reaches the position: what was read is sealed, then recovery decides. */
  void outOfRange() {
    intake.close(SealReason.OUT_OF_RANGE, new PartitionState.Recovering());
  }

  /** Starts what is due: a retry, the next sealed slice, or what the intake was closed for. */
  void advance() {
    if (state instanceof PartitionState.Delayed delayed
        && !clock.instant().isBefore(delayed.until())) {
      enter(delayed.next());
    } else if (state instanceof PartitionState.Ready) {
      intake
          .next()
          .<PartitionState>map(PartitionState.Shipping::new)
          .or(intake::closedFor)
          .ifPresent(this::enter);
    }
    reportMemory();
  }

  private void enter(PartitionState next) {
    state = next;
    if (next instanceof PartitionState.Recovering) {
      intake.drop();
      member.recover(this, partition);
    } else if (next instanceof PartitionState.Shipping shipping) {
      member.ship(this, shipping.slice(), topicId);
    } else if (next instanceof PartitionState.Delayed delayed) {
      failed(delayed.reason());
    } else if (next instanceof PartitionState.Halted halted) {
      failed(halted.reason());
    }
  }

  private void failed(String reason) {
    troubled(reason);
    LOG.atError()
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .addKeyValue("reason", reason)
        .log("partition stopped");
  }

  /** An upload thread has done what it was asked to do. */
  void on(Outcome outcome) {
    if (outcome instanceof Outcome.Recovered recovered) {
      recovered(recovered);
    } else if (outcome instanceof Outcome.Landed landed) {
      landed(landed);
    } else if (outcome instanceof Outcome.Overtaken overtaken) {
      LOG.atWarn()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("partition", partition.partition())
          .addKeyValue("reason", overtaken.reason())
          .log("looking for where to go on");
      flight().ifPresent(SealedSlice::drop);
      enter(new PartitionState.Recovering());
    } else if (outcome instanceof Outcome.Failed failed) {
      retryLater(state, failed.reason());
    } else if (outcome instanceof Outcome.Broken broken) {
      retryLater(new PartitionState.Recovering(), broken.reason());
    }
    reportMemory();
  }

  private void recovered(Outcome.Recovered recovered) {
    topicId = recovered.topicId();
    succeeded();
    intake.startAt(recovered.position());
    member.seek(partition, recovered.position());
    recovered.commit().ifPresent(offset -> member.commit(partition, offset));
    state = new PartitionState.Ready();
  }

  private void landed(Outcome.Landed landed) {
    Slice slice = landed.slice();
    member.commit(partition, landed.commit());
    succeeded();
    landedSlices++;
    landedRecords += slice.records();
    Instant now = clock.instant();
    lastLandedAt = Optional.of(now);
    Instant oldest = flight().map(SealedSlice::oldestRecord).orElse(Instant.MAX);
    settings.listener().landed(settings.stage(), slice, oldest, now);
    LOG.atDebug()
        .addKeyValue("slice", slice.range())
        .addKeyValue("objects", slice.objects().size())
        .addKeyValue("records", slice.records())
        .addKeyValue("bytes", slice.bytes())
        .log("slice landed");
    state = new PartitionState.Ready();
  }

  private void succeeded() {
    if (trouble.isPresent()) {
      LOG.atInfo()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("partition", partition.partition())
          .addKeyValue("attempts", failuresInARow)
          .log("the cause is gone; partition goes on");
    }
    failuresInARow = 0;
    trouble = Optional.empty();
    troubledSince = Optional.empty();
  }

  private void retryLater(PartitionState next, String reason) {
    boolean news = !trouble.map(PartitionWorker::essence).equals(Optional.of(essence(reason)));
    troubled(reason);
    Instant until = clock.instant().plus(settings.retry().after(failuresInARow));
    LOG.atLevel(news ? Level.WARN : Level.DEBUG)
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .addKeyValue("attempt", failuresInARow)
        .addKeyValue("until", until)
        .addKeyValue("reason", reason)
        .log("partition waits and tries again until the cause is gone");
    state = new PartitionState.Delayed(next, until, reason);
  }

  private void troubled(String reason) {
    failures++;
    failuresInARow++;
    trouble = Optional.of(reason);
    troubledSince = Optional.of(troubledSince.orElseGet(clock::instant));
    settings.listener().failed(settings.stage(), partition.topic());
  }

  /** The same trouble is told once: request ids and addresses that differ do not make it news. */
  private static String essence(String reason) {
    return reason.substring(0, Math.min(reason.length(), ESSENCE));
  }

  /** The partition is not ours any more. What is under way ends unheard; nothing of it counts. */
  void drop() {
    dropped = true;
    intake.drop();
    flight().ifPresent(isShipping() ? SealedSlice::abandon : SealedSlice::drop);
    member.memory(-reportedBytes);
    reportedBytes = 0;
  }

  boolean isDropped() {
    return dropped;
  }

  boolean isShipping() {
    return state instanceof PartitionState.Shipping;
  }

  /** Whether an upload thread works for it. */
  boolean awaitsOutcome() {
    return isShipping() || state instanceof PartitionState.Recovering;
  }

  /** Whether its records should be fetched now. */
  boolean wantsRecords() {
    return isMoving() && intake.wantsRecords();
  }

  /** Whether something that it has read will land soon; what waits for a retry will not. */
  boolean isOnItsWay() {
    return isMoving() && (isShipping() || !intake.isEmpty());
  }

  private boolean isMoving() {
    return state instanceof PartitionState.Ready || state instanceof PartitionState.Shipping;
  }

  boolean hasOpenSlice() {
    return intake.openRecords() > 0;
  }

  long openBytes() {
    return intake.openBytes();
  }

  private Optional<SealedSlice> flight() {
    PartitionState current =
        state instanceof PartitionState.Delayed delayed ? delayed.next() : state;
    return current instanceof PartitionState.Shipping shipping
        ? Optional.of(shipping.slice())
        : Optional.empty();
  }

  private void reportMemory() {
    long held = intake.heldBytes() + flight().map(SealedSlice::heldBytes).orElse(0L);
    member.memory(held - reportedBytes);
    reportedBytes = held;
  }

  PartitionSnapshot snapshot() {
    return new PartitionSnapshot(
        partition.topic(),
        partition.partition(),
        PartitionSnapshot.Status.of(state),
        trouble,
        troubledSince,
        intake.openRecords(),
        intake.openBytes(),
        flight().map(SealedSlice::records).orElse(0L),
        flight().map(SealedSlice::heldBytes).orElse(0L),
        intake.position(),
        member.committed(partition),
        landedSlices,
        landedRecords,
        lastLandedAt,
        intake.poison(),
        failures);
  }
}
