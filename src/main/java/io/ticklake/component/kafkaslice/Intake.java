package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns the records of one partition into sealed slices, in order and without a hole. Closed, it
 * takes no more: what it has sealed still goes its way, then the partition changes to the state
 * that it was closed for. Confined to the poll thread.
 */
final class Intake {
  private final TopicPartition partition;
  private final SliceSettings settings;
  private final Clock clock;
  private final Deque<SealedSlice> sealed = new ArrayDeque<>();
  private OpenSlice open;
  private long position;
  private long poison;
  private Optional<PartitionState> closedFor = Optional.empty();

  Intake(TopicPartition partition, SliceSettings settings, Clock clock) {
    this.partition = partition;
    this.settings = settings;
    this.clock = clock;
    this.open = new OpenSlice(0, settings.format());
  }

  /** Begins at this offset, with nothing of what was before. */
  void startAt(long offset) {
    position = offset;
    drop();
    closedFor = Optional.empty();
  }

  /** Takes the records of one poll, unless closed; then they will be read again. */
  void take(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    // Asked once for all: rotation by time wants no better than that.
    Instant now = clock.instant();
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      if (closedFor.isEmpty() && record.offset() >= position) {
        take(record, now);
      }
    }
  }

  private void take(ConsumerRecord<ByteBuffer, ByteBuffer> record, Instant now) {
    try {
      append(record, now);
    } catch (PoisonRecordException e) {
      setAside(record, e);
    } catch (RuntimeException | LinkageError e) {
      breakOff(record, e);
      return;
    }
    if (closedFor.isEmpty()) {
      position = record.offset() + 1;
      Optional<SealReason> due = settings.rotation().bySize(open);
      if (due.isPresent()) {
        sealAtPosition(due.get());
      }
    }
  }

  private void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, Instant now)
      throws PoisonRecordException {
    String folder = settings.layout().folderOf(record);
    if (settings.rotation().exceedsFolders(open, folder)) {
      sealAtPosition(SealReason.FOLDERS);
    }
    open.append(folder, record, now);
  }

  private void setAside(ConsumerRecord<ByteBuffer, ByteBuffer> record, PoisonRecordException e) {
    poison++;
    settings.listener().setAside(settings.stage(), partition.topic());
    String error = String.valueOf(e.getMessage());
    Optional<String> topic = settings.deadLetterTopic();
    if (topic.isPresent()) {
      Instant now = clock.instant();
      open.setAside(DeadLetter.of(record, topic.get(), settings.stage(), error, now), now);
      return;
    }
    close(
        SealReason.POISON,
        new PartitionState.Halted(
            "Record %s@%d cannot be archived: %s. Set 'deadLetterTopic' to set such records aside, then restart the route."
                .formatted(partition, record.offset(), error)));
  }

  /** The encoder is in an unknown state: what it holds is read again after a while. */
  private void breakOff(ConsumerRecord<ByteBuffer, ByteBuffer> record, Throwable e) {
    open.drop();
    open = new OpenSlice(open.firstOffset(), settings.format());
    closedFor =
        Optional.of(
            new PartitionState.Delayed(
                new PartitionState.Recovering(),
                clock.instant().plus(settings.retry().longest()),
                "Record %s@%d broke the format or layout: %s"
                    .formatted(partition, record.offset(), e)));
  }

  /**
   * Seals what time has made due.
   *
   * @param consumerPosition asked only then; trailing transaction markers lie before it
   */
  void sealByTime(LongSupplier consumerPosition) {
    Optional<SealReason> due = settings.rotation().byTime(open, clock.instant());
    if (due.isPresent() && closedFor.isEmpty()) {
      position = Math.max(position, consumerPosition.getAsLong());
      sealAtPosition(due.get());
    }
  }

  /** Seals what there is, before a rule makes it due. */
  void sealEarly(SealReason reason) {
    sealAtPosition(reason);
  }

  /** Takes no more, seals what there is, and leads to another state once that has landed. */
  void close(SealReason reason, PartitionState next) {
    sealAtPosition(reason);
    closedFor = Optional.of(next);
  }

  private void sealAtPosition(SealReason reason) {
    if (open.isEmpty()) {
      return;
    }
    SliceRange range =
        new SliceRange(partition.topic(), partition.partition(), open.firstOffset(), position - 1);
    sealed.add(open.seal(range, reason, clock.instant()));
    open = new OpenSlice(position, settings.format());
  }

  /** Gives up all that has not been handed out. */
  void drop() {
    open.drop();
    open = new OpenSlice(position, settings.format());
    sealed.forEach(SealedSlice::drop);
    sealed.clear();
  }

  /** The oldest sealed slice, handed out once. */
  Optional<SealedSlice> next() {
    return Optional.ofNullable(sealed.poll());
  }

  /** What follows when everything sealed has landed; present once closed. */
  Optional<PartitionState> closedFor() {
    return sealed.isEmpty() ? closedFor : Optional.empty();
  }

  /** Whether records should be fetched: one slice may wait behind the one under way, no more. */
  boolean wantsRecords() {
    return closedFor.isEmpty() && sealed.isEmpty();
  }

  /** Whether nothing that was read is still to be handed out. */
  boolean isEmpty() {
    return open.isEmpty() && sealed.isEmpty();
  }

  long heldBytes() {
    return openBytes() + sealed.stream().mapToLong(SealedSlice::heldBytes).sum();
  }

  long openBytes() {
    return open.heldBytes();
  }

  long openRecords() {
    return open.records();
  }

  /** The offset that is read next. */
  long position() {
    return position;
  }

  /** Records that could not be archived, since the partition was assigned. */
  long poison() {
    return poison;
  }
}
