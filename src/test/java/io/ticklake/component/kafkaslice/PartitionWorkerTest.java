package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of a partition, with time and uploads under the test's control. */
class PartitionWorkerTest {
  private static final Uuid TOPIC_ID = Uuid.randomUuid();
  private static final LedgerEntry.EntryLayout LAYOUT =
      new LedgerEntry.EntryLayout("zone", "lines", "read_committed");

  private final LinesFormat format = new LinesFormat();
  private final FakeClock clock = new FakeClock();
  private final FakeMember member = new FakeMember();
  private final Told told = new Told();
  private PartitionWorker worker = worker(Optional.of("dlq"));

  private PartitionWorker worker(Optional<String> deadLetterTopic) {
    return new PartitionWorker(
        new TopicPartition(Records.TOPIC, 0),
        new SliceSettings(
            Records.TOPIC,
            "group",
            "route",
            "archive",
            new FakeLake(),
            description -> format,
            format,
            record -> "zone",
            "zone",
            "read_committed",
            new RotationRules(1000, 2, Duration.ofMinutes(5), Duration.ZERO, 10),
            1000,
            deadLetterTopic,
            1,
            1,
            new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(8)),
            Duration.ofSeconds(1),
            StartFrom.EARLIEST,
            told),
        member,
        clock);
  }

  @AfterEach
  void nothingIsLeft() {
    worker.drop();
    assertThat(format.openEncoders).as("encoders left open").hasValue(0);
    assertThat(member.memory).as("memory given back").isZero();
  }

  private void assignAt(long position) {
    worker.recover();
    worker.on(Outcome.Recovered.at(position, TOPIC_ID));
  }

  private void take(long... offsets) {
    for (long offset : offsets) {
      worker.take(List.of(Records.at(offset, "v" + offset)));
    }
    worker.advance();
  }

  private PartitionSnapshot.Status status() {
    return worker.snapshot().status();
  }

  private void land() throws IOException {
    SealedSlice sealed = member.shipped.remove(0);
    Slice slice = sealed.finish(ObjectKeys.of(Records.TOPIC, TOPIC_ID, format));
    worker.on(
        new Outcome.Landed(
            slice, CommitMark.of(slice.range().lastOffset() + 1, TOPIC_ID, slice.claim())));
    worker.advance();
  }

  @Test
  void tellsWhatLandedWithTheTimeOfItsOldestRecord() throws IOException {
    assignAt(0);
    take(0, 1);

    land();

    assertThat(told.landed).extracting(Slice::records).containsExactly(2L);
    assertThat(told.oldest).containsExactly(Instant.EPOCH);
    assertThat(told.failures).isZero();
  }

  @Test
  void tellsOfFailuresAndSaysSinceWhenItWaits() throws IOException {
    assignAt(0);
    take(0, 1);
    Instant first = clock.now;
    worker.on(new Outcome.Failed("S3 is away"));
    clock.now = clock.now.plusSeconds(90);
    worker.advance();

    worker.on(new Outcome.Failed("S3 is away"));

    assertThat(told.failures).isEqualTo(2);
    assertThat(worker.snapshot().troubledSince()).contains(first);
    clock.now = clock.now.plusSeconds(90);
    worker.advance();
    member.shipped.remove(0);
    member.shipped.remove(0);
    land();
    assertThat(worker.snapshot().troubledSince()).isEmpty();
  }

  @Test
  void takesNothingBeforeItsPositionIsKnown() {
    worker.recover();
    assertThat(worker.wantsRecords()).isFalse();

    worker.on(Outcome.Recovered.at(5, TOPIC_ID));

    assertThat(worker.wantsRecords()).isTrue();
    assertThat(member.soughtTo).isEqualTo(5);
  }

  @Test
  void readsOnWhileASliceIsUnderWayAndKeepsOneWaiting() throws IOException {
    assignAt(0);
    take(0, 1);
    assertThat(member.shipped).hasSize(1);
    assertThat(worker.wantsRecords()).isTrue();

    take(2, 3);

    assertThat(member.shipped).as("window of one").hasSize(1);
    assertThat(worker.wantsRecords()).as("one waits already").isFalse();
    land();
    assertThat(member.committed).containsExactly(2L);
    assertThat(member.shipped).extracting(SealedSlice::range).containsExactly(range(2, 3));
    assertThat(worker.wantsRecords()).isTrue();
    land();
  }

  @Test
  void rangesHaveNoHoleWhereTheLogHasOne() throws IOException {
    assignAt(10);
    take(12, 17);
    take(30);
    clock.now = clock.now.plusSeconds(300);
    worker.sealByTime(() -> 35);
    worker.advance();

    assertThat(member.shipped.get(0).range()).isEqualTo(range(10, 17));
    land();
    assertThat(member.shipped.get(0).range()).isEqualTo(range(18, 34));
    land();
  }

  @Test
  void retriesTheSameSliceWithGrowingDelaysAndIsPausedMeanwhile() throws IOException {
    assignAt(0);
    take(0, 1);
    SealedSlice slice = member.shipped.remove(0);

    worker.on(new Outcome.Failed("503"));

    assertThat(status()).isEqualTo(PartitionSnapshot.Status.DELAYED);
    assertThat(worker.snapshot().trouble()).contains("503");
    assertThat(worker.wantsRecords()).isFalse();
    clock.now = clock.now.plusMillis(999);
    worker.advance();
    assertThat(member.shipped).isEmpty();
    clock.now = clock.now.plusMillis(1);
    worker.advance();
    assertThat(member.shipped).containsExactly(slice);
    worker.on(new Outcome.Failed("503"));
    clock.now = clock.now.plusMillis(1999);
    worker.advance();
    assertThat(status()).as("twice as long").isEqualTo(PartitionSnapshot.Status.DELAYED);
    clock.now = clock.now.plusMillis(1);
    worker.advance();
    member.shipped.remove(0);
    land();
    assertThat(member.committed).containsExactly(2L);
  }

  @Test
  void aForeignClaimDropsEverythingAndRecovers() throws IOException {
    assignAt(0);
    take(0, 1, 2);
    int recoveries = member.recoveries;

    member.shipped.remove(0).finish(ObjectKeys.of(Records.TOPIC, TOPIC_ID, format));
    worker.on(new Outcome.Overtaken("another member was faster"));

    assertThat(member.recoveries).isEqualTo(recoveries + 1);
    assertThat(worker.snapshot().openRecords()).isZero();
    assertThat(member.committed).isEmpty();
  }

  @Test
  void withoutADeadLetterTopicPoisonHaltsItAfterWhatWasReadBefore() throws IOException {
    worker = worker(Optional.empty());
    assignAt(0);
    take(0);
    worker.take(List.of(Records.at(1, "bad 1"), Records.at(2, "v2")));
    worker.advance();

    assertThat(member.shipped.get(0).range()).isEqualTo(range(0, 0));
    assertThat(worker.wantsRecords()).isFalse();
    land();
    assertThat(member.committed).containsExactly(1L);
    assertThat(status()).isEqualTo(PartitionSnapshot.Status.HALTED);
    assertThat(worker.snapshot().trouble().orElseThrow())
        .contains("bars-0@1")
        .contains("bad 1")
        .contains("deadLetterTopic");
  }

  @Test
  void poisonGoesAlongWithItsSliceAndIsCounted() throws IOException {
    assignAt(0);
    worker.take(List.of(Records.at(0, "bad"), Records.at(1, "v1"), Records.at(2, "v2")));
    worker.advance();

    assertThat(member.shipped.get(0).undelivered()).hasSize(1);
    assertThat(member.shipped.get(0).range()).isEqualTo(range(0, 2));
    assertThat(worker.snapshot().poison()).isEqualTo(1);
    member.shipped.get(0).finish(ObjectKeys.of(Records.TOPIC, TOPIC_ID, format));
    assertThat(member.shipped.get(0).entry(LAYOUT).poison()).containsExactly(0L);
    land();
  }

  @Test
  void anEncoderThatBreaksLosesNothingThatWasSealedBefore() throws IOException {
    assignAt(0);
    take(0, 1, 2);
    worker.take(List.of(Records.at(3, "bug"), Records.at(4, "v4")));
    worker.advance();
    int recoveries = member.recoveries;
    land();

    assertThat(member.committed).containsExactly(2L);
    assertThat(status()).isEqualTo(PartitionSnapshot.Status.DELAYED);
    clock.now = clock.now.plusSeconds(8);
    worker.advance();
    assertThat(member.recoveries).isEqualTo(recoveries + 1);
  }

  @Test
  void aLogThatWasCutOffSealsWhatWasReadThenRecovers() throws IOException {
    assignAt(0);
    take(0);
    int recoveries = member.recoveries;

    worker.outOfRange();
    worker.advance();
    assertThat(member.recoveries).isEqualTo(recoveries);
    land();

    assertThat(member.recoveries).isEqualTo(recoveries + 1);
    assertThat(member.committed).containsExactly(1L);
  }

  private static SliceRange range(long first, long last) {
    return new SliceRange(Records.TOPIC, 0, first, last);
  }

  private static final class Told implements SliceListener {
    final List<Slice> landed = new ArrayList<>();
    final List<Instant> oldest = new ArrayList<>();
    int failures;

    @Override
    public void landed(String route, Slice slice, Instant oldestRecord, Instant at) {
      landed.add(slice);
      oldest.add(oldestRecord);
    }

    @Override
    public void failed(String route, String topic) {
      failures++;
    }
  }

  private static final class FakeMember implements MemberContext {
    final List<SealedSlice> shipped = new ArrayList<>();
    final List<Long> committed = new ArrayList<>();
    int recoveries;
    long soughtTo = -1;
    long memory;

    @Override
    public void recover(PartitionWorker asking, TopicPartition partition) {
      recoveries++;
    }

    @Override
    public void ship(PartitionWorker asking, SealedSlice slice, Uuid topicId) {
      shipped.add(slice);
    }

    @Override
    public void commit(TopicPartition partition, OffsetAndMetadata offset) {
      committed.add(offset.offset());
    }

    @Override
    public Optional<Long> committed(TopicPartition partition) {
      return Optional.empty();
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
      soughtTo = offset;
    }

    @Override
    public void memory(long bytes) {
      memory += bytes;
    }
  }

  private static final class FakeClock extends Clock {
    Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
