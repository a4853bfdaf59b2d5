package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Who may fetch when memory is short. The test acts inside Kafka's polls, so that each turn of the
 * loop is one step; slices land when the test says so.
 */
class GroupMemberTest {
  private static final TopicPartition SMALL = new TopicPartition(Records.TOPIC, 0);
  private static final TopicPartition LARGE = new TopicPartition(Records.TOPIC, 1);
  private static final long BUFFER = 1000;

  private final LinesFormat format = new LinesFormat();
  private final FakeLake lake = new FakeLake();
  private final RunControl control = new RunControl();
  private final MemoryBudget budget = new MemoryBudget(BUFFER);
  private final MockConsumer<ByteBuffer, ByteBuffer> consumer =
      new MockConsumer<>(OffsetResetStrategy.NONE);
  private final List<Slice> shipped = new ArrayList<>();
  private final List<Consumer<Optional<String>>> ends = new ArrayList<>();
  private final GroupMember member = member();

  @AfterEach
  void everythingIsGivenBack() {
    member.onPartitionsLost(List.of(SMALL, LARGE));
    assertThat(budget.used()).isZero();
    assertThat(format.openEncoders).as("encoders left open").hasValue(0);
  }

  @Test
  void belowHalfOfTheBufferEveryPartitionFetches() {
    assign();
    step(() -> send(LARGE, 0, 499));
    step(() -> assertThat(consumer.paused()).isEmpty());

    run();

    assertThat(shipped).isEmpty();
  }

  @Test
  void aboveHalfOfTheBufferNoPartitionBeginsASliceAndThoseThatHaveOneGoOn() {
    assign();
    step(() -> send(LARGE, 0, 500));
    step(
        () -> {
          assertThat(consumer.paused()).containsExactly(SMALL);
          send(LARGE, 1, 100);
        });
    step(
        () -> {
          assertThat(consumer.paused()).containsExactly(SMALL);
          assertThat(consumer.position(LARGE)).as("it was given the record").isEqualTo(2);
          send(LARGE, 2, 10);
        });

    run();

    assertThat(shipped).as("records come in, so nothing is sealed early").isEmpty();
  }

  @Test
  void withNothingUnderWayTheLargestOpenSliceIsSealedAndThenTheOthersGoOn() {
    assign();
    step(
        () -> {
          send(SMALL, 0, 250);
          send(LARGE, 0, 300);
        });
    step(() -> assertThat(consumer.paused()).as("both have begun and may grow").isEmpty());
    step(() -> assertThat(shipped).as("sealed behind an idle poll only").isEmpty());
    step(
        () -> {
          assertThat(shipped).extracting(slice -> slice.range().partition()).containsExactly(1);
          assertThat(consumer.paused()).as("it begins nothing new").containsExactly(LARGE);
        });
    step(() -> assertThat(shipped).as("one under way will free memory").hasSize(1));
    step(this::land);
    step(
        () -> {
          assertThat(budget.used()).as("the smaller one is as it was").isEqualTo(250);
          assertThat(consumer.paused()).isEmpty();
        });

    run();

    assertThat(shipped).hasSize(1);
  }

  @Test
  void aFullBufferStopsAllFetchesUntilTheLargestSliceHasLanded() {
    assign();
    step(
        () -> {
          send(SMALL, 0, 300);
          send(LARGE, 0, 700);
        });
    step(() -> assertThat(consumer.paused()).containsExactlyInAnyOrder(SMALL, LARGE));
    step(
        () -> {
          assertThat(consumer.paused()).containsExactlyInAnyOrder(SMALL, LARGE);
          assertThat(shipped).extracting(slice -> slice.range().partition()).containsExactly(1);
          land();
        });
    step(() -> assertThat(consumer.paused()).isEmpty());

    run();

    assertThat(shipped).hasSize(1);
  }

  @Test
  void sealsWhatIsOpenWhenAskedToAndOnlyOnce() {
    assign();
    step(
        () -> {
          send(SMALL, 0, 10);
          send(LARGE, 0, 20);
        });
    step(control::seal);
    step(
        () -> {
          assertThat(shipped).extracting(Slice::records).containsExactly(1L, 1L);
          send(SMALL, 1, 10);
        });
    step(() -> {});

    run();

    assertThat(shipped).as("the next slices are sealed when a rule makes them due").hasSize(2);
  }

  /** One turn of the loop to take both partitions over, one to hear where they go on. */
  private void assign() {
    step(
        () -> {
          consumer.rebalance(List.of(SMALL, LARGE));
          consumer.updateBeginningOffsets(Map.of(SMALL, 0L, LARGE, 0L));
        });
    step(() -> {});
  }

  private void step(Runnable action) {
    consumer.schedulePollTask(action);
  }

  private void run() {
    step(control::stop);
    member.run();
  }

  /** A record whose line has this many bytes, for the poll that is running. */
  private void send(TopicPartition partition, long offset, int bytes) {
    ConsumerRecord<ByteBuffer, ByteBuffer> record = Records.at(offset, "x".repeat(bytes - 1));
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, record.key(), record.value()));
  }

  private void land() {
    shipped.get(0).objects().forEach(object -> object.durable("etag"));
    ends.get(0).accept(Optional.empty());
  }

  private GroupMember member() {
    SliceSettings settings = settings();
    KafkaLog kafka = new EmptyLog();
    SliceSink sink =
        (slice, end) -> {
          shipped.add(slice);
          ends.add(end);
        };
    Completion completion =
        new Completion(lake, kafka, new Rebuild(kafka, settings.formats()), sink);
    Recovery recovery =
        new Recovery(
            settings,
            new StartCheck(lake, settings.archive()),
            kafka,
            completion,
            Clock.systemUTC());
    DeadLetters none =
        new DeadLetters(
            () -> {
              throw new IllegalStateException("nothing is set aside here");
            });
    Shipper shipper = new Shipper(settings, recovery, completion, kafka, none, sink, Runnable::run);
    return new GroupMember(
        consumer, new PollLimit(), settings, shipper, budget, control, Clock.systemUTC());
  }

  private SliceSettings settings() {
    return new SliceSettings(
        Records.TOPIC,
        "group",
        "route",
        "archive",
        lake,
        description -> format,
        format,
        record -> "zone",
        "zone",
        "read_committed",
        new RotationRules(1 << 20, 1000, Duration.ofHours(1), Duration.ZERO, 10),
        BUFFER,
        Optional.empty(),
        1,
        1,
        new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(8)),
        Duration.ZERO,
        StartFrom.EARLIEST,
        SliceListener.NONE);
  }

  /** A topic from which nothing has to be read again. */
  private static final class EmptyLog implements KafkaLog {
    private final Uuid id = Uuid.randomUuid();

    @Override
    public PartitionLog describe(TopicPartition partition) {
      return new PartitionLog(partition, id, 0, 100, Optional.empty());
    }

    @Override
    public Uuid topicId(String topic) {
      return id;
    }

    @Override
    public void read(
        TopicPartition partition, long first, long last, String isolation, RecordSink sink) {
      throw new IllegalStateException("no slice is left unfinished here");
    }
  }
}
