package io.ticklake.bench.loop;

import io.ticklake.bench.Coding;
import io.ticklake.bench.Job;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.VoidDeserializer;
import software.amazon.awssdk.services.s3.S3Client;

/** One member of the group: polls, encodes, hands full slices to the upload threads, commits. */
final class LoopThread implements Runnable {
  private static final Duration POLL = Duration.ofMillis(10);

  private final Job job;
  private final Function<Coding, LoopObject> newObject;
  private final S3Client s3;
  private final ExecutorService uploads;
  private final Map<TopicPartition, LoopPartition> partitions = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> landed = new HashMap<>();

  LoopThread(
      Job job, Function<Coding, LoopObject> newObject, S3Client s3, ExecutorService uploads) {
    this.job = job;
    this.newObject = newObject;
    this.s3 = s3;
    this.uploads = uploads;
  }

  @Override
  public void run() {
    try (KafkaConsumer<Void, ByteBuffer> consumer =
        new KafkaConsumer<>(settings(), new EmptyKey(), new ByteBufferDeserializer())) {
      consumer.subscribe(List.of(job.topic()));
      while (true) {
        ConsumerRecords<Void, ByteBuffer> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
          partition(partition).take(records.records(partition));
        }
        partitions.forEach(this::collect);
        if (!landed.isEmpty()) {
          consumer.commitAsync(Map.copyOf(landed), null);
          landed.clear();
        }
      }
    }
  }

  private LoopPartition partition(TopicPartition partition) {
    return partitions.computeIfAbsent(
        partition, key -> new LoopPartition(key.partition(), job, newObject, s3, uploads));
  }

  private void collect(TopicPartition partition, LoopPartition state) {
    long offset = state.takeLanded();
    if (offset >= 0) {
      landed.put(partition, new OffsetAndMetadata(offset));
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        "bootstrap.servers", job.brokers(),
        "group.id", job.group(),
        "enable.auto.commit", "false",
        "auto.offset.reset", "earliest",
        // Few enough to stay in the cache until they are looked at.
        "max.poll.records", "500",
        // The broker answers at once while there is a backlog; CRC is TCP's and the disk's matter.
        "check.crcs", "false");
  }

  /** The key is in the value. */
  private static final class EmptyKey extends VoidDeserializer {
    @Override
    public Void deserialize(
        String topic, org.apache.kafka.common.header.Headers headers, ByteBuffer data) {
      return null;
    }
  }
}
