package io.ticklake.component.kafkaslice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offsets of landed slices on their way to Kafka. Only the newest of a partition counts, so a lost
 * commit is made good by the next one. Confined to the poll thread, which is also where Kafka calls
 * back.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  // A failing commit is a matter of the broker: no use asking at every turn of the loop.
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final Consumer<?, ?> consumer;
  private final Clock clock;
  private final Duration timeout;
  private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private boolean underWay;
  private Instant notBefore = Instant.MIN;

  /**
   * Commits through this consumer.
   *
   * @param timeout of a commit that is waited for
   */
  Commits(Consumer<?, ?> consumer, Clock clock, Duration timeout) {
    this.consumer = consumer;
    this.clock = clock;
    this.timeout = timeout;
  }

  void add(TopicPartition partition, OffsetAndMetadata offset) {
    pending.put(partition, offset);
  }

  /** The last offset that Kafka has acknowledged. */
  Optional<Long> committed(TopicPartition partition) {
    return Optional.ofNullable(committed.get(partition));
  }

  /** Sends what is new; the answer comes during a later poll. */
  void flush() {
    if (pending.isEmpty() || underWay || clock.instant().isBefore(notBefore)) {
      return;
    }
    underWay = true;
    consumer.commitAsync(
        Map.copyOf(pending),
        (offsets, failure) -> {
          underWay = false;
          if (failure == null) {
            acknowledged(offsets);
          } else {
            failed(failure);
          }
        });
  }

  /** Sends what is new and waits. A failure is logged: the slices are archived again then. */
  void flushNow() {
    if (pending.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = Map.copyOf(pending);
    try {
      consumer.commitSync(offsets, timeout);
      acknowledged(offsets);
    } catch (KafkaException e) {
      failed(e);
    }
  }

  /** The partition is not ours any more. */
  void forget(TopicPartition partition) {
    pending.remove(partition);
    committed.remove(partition);
  }

  private void acknowledged(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          pending.remove(partition, offset);
          committed.put(partition, offset.offset());
        });
  }

  private void failed(Exception failure) {
    notBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
    LOG.atWarn()
        .addKeyValue("offsets", pending)
        .addKeyValue("reason", failure)
        .log("commit failed; it is repeated, or the slices are archived again");
  }
}
