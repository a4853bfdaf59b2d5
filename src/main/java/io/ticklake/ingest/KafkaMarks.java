package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks in a small compacted topic of one partition. Each look reads on from the last one to the
 * topic's end, so marks of other instances are seen. Clients are made at first use and closed with
 * the Camel context. Safe for several threads: one lock, this object's.
 */
final class KafkaMarks extends ServiceSupport implements Marks {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaMarks.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String brokers;
  private final TopicPartition partition;
  private final Map<String, Mark> marks = new HashMap<>();
  private @Nullable KafkaConsumer<String, String> consumer;
  private @Nullable KafkaProducer<String, String> producer;

  KafkaMarks(String brokers, String topic) {
    this.brokers = brokers;
    this.partition = new TopicPartition(topic, 0);
  }

  @Override
  public synchronized Map<String, Mark> all() {
    try {
      readToEnd(consumer());
    } catch (KafkaException e) {
      throw unreachable("read", e);
    }
    return Map.copyOf(marks);
  }

  @Override
  public synchronized void put(String stateKey, Mark mark) {
    ProducerRecord<String, String> entry =
        new ProducerRecord<>(partition.topic(), stateKey, MarkJson.write(mark));
    try {
      var unused = producer().send(entry).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("write", e);
    } catch (ExecutionException | KafkaException e) {
      throw unreachable("write", e);
    }
  }

  private void readToEnd(KafkaConsumer<String, String> from) {
    long end = from.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (from.position(partition) < end) {
      from.poll(POLL).forEach(this::note);
      if (System.nanoTime() > deadline) {
        throw new org.apache.kafka.common.errors.TimeoutException(
            "offset %d of %d after %d s"
                .formatted(from.position(partition), end, TIMEOUT.toSeconds()));
      }
    }
  }

  private void note(ConsumerRecord<String, String> entry) {
    if (entry.value() == null) {
      marks.remove(entry.key());
      return;
    }
    try {
      marks.put(entry.key(), MarkJson.read(entry.value()));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("key", entry.key())
          .addKeyValue("offset", entry.offset())
          .log("unreadable mark ignored: its day is fetched again");
    }
  }

  private KafkaConsumer<String, String> consumer() {
    KafkaConsumer<String, String> open = consumer;
    if (open == null) {
      open =
          new KafkaConsumer<>(
              Map.of(
                  ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  brokers,
                  ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                  false,
                  ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  (int) TIMEOUT.toMillis()),
              new StringDeserializer(),
              new StringDeserializer());
      open.assign(List.of(partition));
      open.seekToBeginning(List.of(partition));
      marks.clear();
      consumer = open;
    }
    return open;
  }

  private KafkaProducer<String, String> producer() {
    KafkaProducer<String, String> open = producer;
    if (open == null) {
      open =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  brokers,
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                  true,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  (int) TIMEOUT.toMillis()),
              new StringSerializer(),
              new StringSerializer());
      producer = open;
    }
    return open;
  }

  private RetryLater unreachable(String what, Exception cause) {
    return new RetryLater(
        ErrorCode.KAFKA_UNREACHABLE,
        "Cannot %s the published days in topic '%s' at '%s': %s."
            .formatted(what, partition.topic(), brokers, cause.getMessage()),
        cause);
  }

  @Override
  protected synchronized void doStop() {
    if (consumer != null) {
      consumer.close(Duration.ofSeconds(1));
      consumer = null;
    }
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
      producer = null;
    }
  }
}
