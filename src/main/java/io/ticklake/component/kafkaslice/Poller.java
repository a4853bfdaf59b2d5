package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a poll thread runs: joins the group, and joins it again, with back-off, when Kafka is away
 * or throws the member out. Threads of a higher number than the topic has partitions end at once.
 */
final class Poller implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final Duration METADATA_LIMIT = Duration.ofSeconds(5);

  private final int index;
  private final SliceSettings settings;
  private final RunControl control;
  private final Supplier<Consumer<ByteBuffer, ByteBuffer>> connect;
  private final Function<Consumer<ByteBuffer, ByteBuffer>, GroupMember> join;
  private volatile Optional<GroupMember> member = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();
  private volatile Optional<Instant> failedSince = Optional.empty();

  Poller(
      int index,
      SliceSettings settings,
      RunControl control,
      Supplier<Consumer<ByteBuffer, ByteBuffer>> connect,
      Function<Consumer<ByteBuffer, ByteBuffer>, GroupMember> join) {
    this.index = index;
    this.settings = settings;
    this.control = control;
    this.connect = connect;
    this.join = join;
  }

  @Override
  public void run() {
    int failures = 0;
    while (!control.isStopping()) {
      try {
        if (!poll()) {
          return;
        }
      } catch (RuntimeException e) {
        if (control.isStopping()) {
          return;
        }
        failures = failure.isPresent() ? failures + 1 : 1;
        failed(e, settings.retry().after(failures));
      } catch (Error e) {
        fail("Poll thread " + index + " has died: " + e);
        throw e;
      }
    }
  }

  private void failed(RuntimeException e, Duration delay) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    fail(reason);
    LOG.atWarn()
        .addKeyValue("topic", settings.topic())
        .addKeyValue("again", delay)
        .addKeyValue("reason", reason)
        .setCause(e)
        .log("left the consumer group");
    control.pause(delay);
  }

  private void fail(String reason) {
    failedSince = Optional.of(failedSince.orElseGet(Instant::now));
    failure = Optional.of(reason);
  }

  private void succeed() {
    failure = Optional.empty();
    failedSince = Optional.empty();
  }

  /** Returns false if this thread is not needed. */
  private boolean poll() {
    Consumer<ByteBuffer, ByteBuffer> consumer = connect.get();
    try {
      if (index >= partitions(consumer)) {
        consumer.close();
        succeed();
        return false;
      }
    } catch (RuntimeException e) {
      consumer.close(Duration.ZERO);
      throw e;
    }
    try (GroupMember joined = join.apply(consumer)) {
      member = Optional.of(joined);
      succeed();
      joined.run();
    } finally {
      member = Optional.empty();
    }
    return true;
  }

  private int partitions(Consumer<ByteBuffer, ByteBuffer> consumer) {
    var partitions = consumer.partitionsFor(settings.topic(), METADATA_LIMIT);
    if (partitions == null || partitions.isEmpty()) {
      throw new IllegalStateException(
          "Topic '%s' does not exist: create it, or mend the endpoint's topic"
              .formatted(settings.topic()));
    }
    return partitions.size();
  }

  /** Any thread. */
  List<PartitionSnapshot> partitions() {
    return member.map(GroupMember::partitions).orElse(List.of());
  }

  /** Whether it holds nothing that could still land (see {@link GroupMember#isDrained}). */
  boolean isDrained() {
    return member.map(GroupMember::isDrained).orElse(true);
  }

  /** Why this thread is not in the group. Any thread. */
  Optional<String> failure() {
    return failure;
  }

  /** Since when. Any thread. */
  Optional<Instant> failedSince() {
    return failedSince;
  }
}
