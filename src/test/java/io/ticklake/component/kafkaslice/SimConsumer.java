package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the simulated partition as Kafka's consumer does without a reset policy: it keeps its
 * position whatever happens to the topic. Any number of processes own the partition at once.
 */
final class SimConsumer extends MockConsumer<ByteBuffer, ByteBuffer> {
  private static final List<TopicPartition> PARTITIONS = List.of(SimWorld.PARTITION);

  private final SimProcess process;
  private final Deque<Runnable> callbacks = new ArrayDeque<>();
  private Optional<ConsumerRebalanceListener> listener = Optional.empty();
  private boolean assigned;
  private boolean paused;
  private long position;

  SimConsumer(SimProcess process) {
    super(OffsetResetStrategy.NONE);
    this.process = process;
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalanced) {
    listener = Optional.of(rebalanced);
  }

  // Not synchronized as in the parent: the thread gives way in here.
  @Override
  public ConsumerRecords<ByteBuffer, ByteBuffer> poll(Duration timeout) {
    process.stopHere(SimStep.POLL, "polls");
    for (Runnable callback = callbacks.poll(); callback != null; callback = callbacks.poll()) {
      callback.run();
    }
    SimFates.Poll event = process.world.fates.poll(process);
    if (event != SimFates.Poll.RECORDS) {
      process.world.say(process.toString(), "polls -> " + event);
    }
    switch (event) {
      case KILLED -> process.die();
      case STOP -> process.control.stop();
      case REVOKED -> takeAway(false);
      case LOST -> takeAway(true);
      case RECORDS -> {
        return records();
      }
    }
    return ConsumerRecords.empty();
  }

  private void takeAway(boolean lost) {
    if (assigned && lost) {
      listener.orElseThrow().onPartitionsLost(PARTITIONS);
    } else if (assigned) {
      listener.orElseThrow().onPartitionsRevoked(PARTITIONS);
    }
    assigned = false;
  }

  private ConsumerRecords<ByteBuffer, ByteBuffer> records() {
    SimWorld world = process.world;
    if (!assigned) {
      assigned = true;
      paused = false;
      listener.orElseThrow().onPartitionsAssigned(PARTITIONS);
      return ConsumerRecords.empty();
    }
    if (paused) {
      world.pass(Duration.ofMillis(500));
      return ConsumerRecords.empty();
    }
    SimTopic topic = world.topic();
    if (position < topic.start || position > topic.end) {
      world.say(process.toString(), "polls, out of range at " + position);
      throw new OffsetOutOfRangeException(Map.of(SimWorld.PARTITION, position));
    }
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
    while (records.size() < process.traits.polled()) {
      Optional<SimRecord> next = topic.from(position);
      if (next.isEmpty()) {
        break;
      }
      records.add(next.get().asKafkaGivesIt());
      position = next.get().offset() + 1;
    }
    if (records.isEmpty()) {
      position = topic.end;
      world.pass(Duration.ofSeconds(1));
      return ConsumerRecords.empty();
    }
    world.version++;
    world.say(process.toString(), "polls up to " + (position - 1));
    world.pass(Duration.ofMillis(100));
    return new ConsumerRecords<>(Map.of(SimWorld.PARTITION, records));
  }

  @Override
  public void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    try {
      commit(offsets);
      callbacks.add(() -> callback.onComplete(offsets, null));
    } catch (IOException e) {
      callbacks.add(() -> callback.onComplete(offsets, new KafkaException(e)));
    }
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    try {
      commit(offsets);
    } catch (IOException e) {
      throw new KafkaException(e);
    }
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) throws IOException {
    OffsetAndMetadata offset = offsets.get(SimWorld.PARTITION);
    process.request(
        SimStep.COMMIT,
        "commits " + offset.offset(),
        () -> {
          process.world.commit(offset);
          return true;
        });
  }

  @Override
  public Set<TopicPartition> paused() {
    return paused ? Set.of(SimWorld.PARTITION) : Set.of();
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    paused = true;
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    paused = false;
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    position = offset;
  }

  @Override
  public long position(TopicPartition partition) {
    return position;
  }

  @Override
  public void close(Duration timeout) {
    takeAway(true);
  }
}
