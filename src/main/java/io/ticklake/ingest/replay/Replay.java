package io.ticklake.ingest.replay;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Sends prices to a topic, in their order, none twice. */
public final class Replay {
  private final Producer<String, String> producer;
  private final String topic;
  private final Pace pace;

  /**
   * @param producer made with {@link #producerSettings}; closed by the caller
   */
  public Replay(Producer<String, String> producer, String topic, Pace pace) {
    this.producer = producer;
    this.topic = topic;
    this.pace = pace;
  }

  /** What the guarantees of a replay need; serializers are the caller's. */
  public static Map<String, Object> producerSettings(String brokers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "zstd",
        ProducerConfig.LINGER_MS_CONFIG,
        20,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        20_000);
  }

  /**
   * Sends all prices and returns when Kafka has acknowledged them.
   *
   * @param progress told how many were sent
   * @throws RetryLater when Kafka did not take one; those before it may be there
   */
  public void send(List<IndexPrice> prices, LongConsumer progress) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    long began = System.nanoTime();
    long sent = 0;
    try {
      for (IndexPrice price : prices) {
        await(began, pace.due(sent, prices.get(0).date(), price.date()));
        var unused =
            producer.send(
                record(price),
                (metadata, problem) -> {
                  if (problem != null) {
                    failure.compareAndSet(null, problem);
                  }
                });
        if (failure.get() != null) {
          break;
        }
        progress.accept(++sent);
      }
      producer.flush();
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, e);
    }
    Exception problem = failure.get();
    if (problem != null) {
      throw new RetryLater(
          ErrorCode.KAFKA_UNREACHABLE,
          "The replay to topic '%s' broke off after %d of %d rows: %s. Start it again when Kafka is well; rows already there will then be there twice."
              .formatted(topic, sent, prices.size(), problem.getMessage()),
          problem);
    }
  }

  private ProducerRecord<String, String> record(IndexPrice price) {
    LocalDate date = price.date();
    ProducerRecord<String, String> record =
        new ProducerRecord<>(topic, price.index(), price.json());
    record.headers().add("dt", date.toString().getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static void await(long began, Duration due) throws InterruptedException {
    long left = due.toNanos() - (System.nanoTime() - began);
    if (left > 0) {
      java.util.concurrent.TimeUnit.NANOSECONDS.sleep(left);
    }
  }
}
