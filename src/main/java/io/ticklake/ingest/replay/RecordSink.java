package io.ticklake.ingest.replay;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Puts records on Kafka; a failure of any of them is the failure of the whole. One thread's. */
public final class RecordSink {
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Callback acknowledged =
      (metadata, problem) -> {
        if (problem != null) {
          failure.compareAndSet(null, problem);
        }
      };
  private long sent;

  /**
   * @param producer made with {@link #settings}; closed by the caller
   */
  public RecordSink(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * What the guarantees need; serializers are the caller's.
   *
   * @param connection with which clients reach the brokers
   */
  public static Map<String, Object> settings(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    // Large batches compress better and cost the broker less; they fill only when much is sent.
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
    return settings;
  }

  /**
   * Hands a record over.
   *
   * @throws RetryLater when Kafka did not take it, or one before
   */
  public void send(ProducerRecord<byte[], byte[]> record) {
    check(record.topic());
    try {
      var unused = producer.send(record, acknowledged);
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
      check(record.topic());
    }
    sent++;
  }

  /**
   * Returns when Kafka has acknowledged every record.
   *
   * @throws RetryLater when it did not take one
   */
  public void flush(String topic) {
    try {
      producer.flush();
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    check(topic);
  }

  private void check(String topic) {
    Exception problem = failure.get();
    if (problem != null) {
      throw new RetryLater(
          ErrorCode.KAFKA_UNREACHABLE,
          "Sending to topic '%s' broke off after %d records: %s. Start it again when Kafka is well; records already there will then be there twice."
              .formatted(topic, sent, problem.getMessage()),
          problem);
    }
  }
}
