package io.ticklake.faults;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends numbered bars at an even rate until stopped. */
final class Load implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 50;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Produced produced;
  private final int perTick;
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean stopped;

  private Load(String brokers, String topic, Produced produced, int recordsPerSecond) {
    this.producer = producer(brokers);
    this.topic = topic;
    this.produced = produced;
    this.perTick = Math.max(1, recordsPerSecond / TICKS_PER_SECOND);
  }

  /** Starts sending. */
  static Load start(String brokers, String topic, Produced produced, int recordsPerSecond) {
    Load load = new Load(brokers, topic, produced, recordsPerSecond);
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  /** Idempotent, waits out a broker that is away, takes values of 10 MB. */
  static KafkaProducer<byte[], byte[]> producer(String brokers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", brokers,
            "acks", "all",
            "linger.ms", "10",
            "max.request.size", "16777216",
            "delivery.timeout.ms", "300000",
            "max.block.ms", "300000",
            "compression.type", "lz4"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Sends one record and notes its acknowledgement. */
  static void send(
      KafkaProducer<byte[], byte[]> producer,
      Produced produced,
      int number,
      ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure == null) {
            produced.acknowledged(number);
          }
        });
  }

  private void run() {
    long tick = TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND;
    long due = System.nanoTime();
    while (!stopped) {
      for (int i = 0; i < perTick; i++) {
        int number = produced.next();
        send(producer, produced, number, Bars.bar(topic, number));
      }
      due += tick;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /** Stops and waits until all that was sent is acknowledged or given up. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    producer.flush();
    producer.close();
  }
}
