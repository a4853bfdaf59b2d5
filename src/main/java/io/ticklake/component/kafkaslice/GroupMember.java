package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the consumer group: a Kafka consumer, the partitions that it was given, and the
 * loop that polls, hands records out, seals, commits. It polls all the time, paused partitions
 * included, so that it keeps its membership however long an upload takes.
 *
 * <p>Threads: everything runs on one poll thread, Kafka's callbacks too; other threads only put
 * outcomes into {@link #inbox} and read {@link #partitions()}. There are no locks.
 */
final class GroupMember implements MemberContext, ConsumerRebalanceListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);

  // How late a finished upload or recovery is noticed when no records come in.
  private static final Duration POLL_WHILE_AWAITING = Duration.ofMillis(20);
  private static final Duration POLL_OTHERWISE = Duration.ofMillis(200);
  private static final Duration PUBLISH_EVERY = Duration.ofMillis(200);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final PollLimit limit;
  private final SliceSettings settings;
  private final Shipper shipper;
  private final MemoryBudget budget;
  private final RunControl control;
  private final Clock clock;
  private final Commits commits;
  private final Map<TopicPartition, PartitionWorker> workers = new HashMap<>();
  private final BlockingQueue<Delivery> inbox = new LinkedBlockingQueue<>();
  private long sealsDone;
  private Instant publishedAt = Instant.MIN;
  private volatile List<PartitionSnapshot> published = List.of();
  private volatile boolean drained;

  private record Delivery(PartitionWorker worker, Outcome outcome) {}

  GroupMember(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      PollLimit limit,
      SliceSettings settings,
      Shipper shipper,
      MemoryBudget budget,
      RunControl control,
      Clock clock) {
    this.consumer = consumer;
    this.limit = limit;
    this.settings = settings;
    this.shipper = shipper;
    this.budget = budget;
    this.control = control;
    this.clock = clock;
    this.commits = new Commits(consumer, clock, settings.handover());
    this.sealsDone = control.sealRequests();
  }

  /** Polls until the control says stop. Kafka's fatal exceptions end it too. */
  void run() {
    consumer.subscribe(List.of(settings.topic()), this);
    while (!control.isStopping()) {
      turn();
    }
  }

  private void turn() {
    pauseAndResume();
    ConsumerRecords<ByteBuffer, ByteBuffer> records = poll();
    for (TopicPartition partition : records.partitions()) {
      worker(partition).take(records.records(partition));
    }
    for (Delivery delivery = inbox.poll(); delivery != null; delivery = inbox.poll()) {
      apply(delivery);
    }
    sealOnRequest();
    workers.forEach(this::advance);
    relieveMemory(records.isEmpty());
    commits.flush();
    publish();
    drained = isNothingOnItsWay();
  }

  private PartitionWorker worker(TopicPartition partition) {
    return Objects.requireNonNull(workers.get(partition), "no worker for an assigned partition");
  }

  private ConsumerRecords<ByteBuffer, ByteBuffer> poll() {
    boolean awaiting = workers.values().stream().anyMatch(PartitionWorker::awaitsOutcome);
    limit.reset();
    try {
      return consumer.poll(awaiting ? POLL_WHILE_AWAITING : POLL_OTHERWISE);
    } catch (OffsetOutOfRangeException e) {
      LOG.atWarn()
          .addKeyValue("positions", e.offsetOutOfRangePartitions())
          .log("Kafka no longer has the next records; looking for where to go on");
      e.partitions().forEach(partition -> worker(partition).outOfRange());
      return ConsumerRecords.empty();
    }
  }

  private void pauseAndResume() {
    // Many half-empty slices would use the memory up: those that have begun grow first.
    boolean tight = budget.isTight();
    boolean blocked = control.isSuspended() || control.isDraining() || budget.isExhausted();
    Collection<TopicPartition> paused = consumer.paused();
    workers.forEach(
        (partition, worker) -> {
          boolean fetch = !blocked && worker.wantsRecords() && (!tight || worker.hasOpenSlice());
          if (fetch && paused.contains(partition)) {
            consumer.resume(List.of(partition));
          } else if (!fetch && !paused.contains(partition)) {
            consumer.pause(List.of(partition));
          }
        });
  }

  private void advance(TopicPartition partition, PartitionWorker worker) {
    if (!control.isSuspended()) {
      worker.sealByTime(() -> consumer.position(partition));
      worker.advance();
    }
  }

  /**
   * With nothing under way, no memory would ever come free: the largest open slice has to go. So
   * has it when others wait for memory and those that have it get no records.
   */
  private void relieveMemory(boolean idle) {
    boolean needed = budget.isExhausted() || (idle && budget.isTight());
    if (needed && workers.values().stream().noneMatch(PartitionWorker::isShipping)) {
      workers.values().stream()
          .max(Comparator.comparingLong(PartitionWorker::openBytes))
          .ifPresent(worker -> worker.sealEarly(SealReason.MEMORY));
    }
  }

  private void sealOnRequest() {
    long asked = control.sealRequests();
    if (asked != sealsDone) {
      sealsDone = asked;
      workers.values().forEach(worker -> worker.sealEarly(SealReason.REQUEST));
    }
  }

  private static void apply(Delivery delivery) {
    if (!delivery.worker().isDropped()) {
      delivery.worker().on(delivery.outcome());
    }
  }

  private void publish() {
    Instant now = clock.instant();
    if (now.isAfter(publishedAt.plus(PUBLISH_EVERY))) {
      publishedAt = now;
      published = workers.values().stream().map(PartitionWorker::snapshot).toList();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      // No reset policy is set: without a position the next poll would throw. The true one follows.
      consumer.seek(partition, 0);
      PartitionWorker worker = new PartitionWorker(partition, settings, this, clock);
      workers.put(partition, worker);
      worker.recover();
    }
    consumer.pause(partitions);
  }

  /** Slices under way may end, open ones are dropped: their records are read by the next owner. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    awaitShipping(partitions);
    commits.flushNow();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      PartitionWorker worker = workers.remove(partition);
      if (worker != null) {
        worker.drop();
      }
      commits.forget(partition);
    }
  }

  private void awaitShipping(Collection<TopicPartition> partitions) {
    List<PartitionWorker> leaving =
        workers.entrySet().stream()
            .filter(entry -> partitions.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    Instant limit = clock.instant().plus(settings.handover());
    try {
      while (leaving.stream().anyMatch(PartitionWorker::isShipping)) {
        long rest = Duration.between(clock.instant(), limit).toMillis();
        Delivery delivery = inbox.poll(Math.max(0, rest), TimeUnit.MILLISECONDS);
        if (delivery == null) {
          LOG.atWarn()
              .addKeyValue("waited", settings.handover())
              .log("slices under way did not end in time; the next owner archives them again");
          return;
        }
        apply(delivery);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what is under way, commits it and leaves the group. */
  @Override
  public void close() {
    try {
      onPartitionsRevoked(List.copyOf(workers.keySet()));
    } finally {
      published = List.of();
      consumer.close(CLOSE_LIMIT);
    }
  }

  private boolean isNothingOnItsWay() {
    return control.isDraining()
        && sealsDone == control.sealRequests()
        && workers.values().stream().noneMatch(PartitionWorker::isOnItsWay);
  }

  /** Whether everything has landed since the control said drain, but for trouble. Any thread. */
  boolean isDrained() {
    return drained;
  }

  /** As of at most a fifth of a second ago. Any thread. */
  List<PartitionSnapshot> partitions() {
    return published;
  }

  @Override
  public void recover(PartitionWorker worker, TopicPartition partition) {
    // The committed offset that recovery reads must not lag behind what has landed.
    commits.flushNow();
    shipper.recover(partition, outcome -> inbox.add(new Delivery(worker, outcome)));
  }

  @Override
  public void ship(PartitionWorker worker, SealedSlice slice, Uuid topicId) {
    shipper.ship(slice, topicId, outcome -> inbox.add(new Delivery(worker, outcome)));
  }

  @Override
  public void commit(TopicPartition partition, OffsetAndMetadata offset) {
    commits.add(partition, offset);
  }

  @Override
  public Optional<Long> committed(TopicPartition partition) {
    return commits.committed(partition);
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
  }

  @Override
  public void memory(long bytes) {
    budget.change(bytes);
  }
}
