package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be archived, copied out of the fetch buffer: key, value and headers as they
 * came, with {@code dlq.*} headers added that say where it was and why.
 *
 * @param offset where it was
 * @param bytes heap that it holds, roughly
 */
record DeadLetter(long offset, ProducerRecord<byte[], byte[]> record, long bytes) {

  /**
   * Copies the record.
   *
   * @param topic the dead-letter topic
   * @param stage who refused it: the route's id
   */
  static DeadLetter of(
      ConsumerRecord<ByteBuffer, ByteBuffer> refused,
      String topic,
      String stage,
      String error,
      Instant at) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, null, null, copy(refused.key()), copy(refused.value()), refused.headers());
    add(record, "dlq.topic", refused.topic());
    add(record, "dlq.partition", Integer.toString(refused.partition()));
    add(record, "dlq.offset", Long.toString(refused.offset()));
    add(record, "dlq.stage", stage);
    add(record, "dlq.error", error);
    add(record, "dlq.at", at.toString());
    long bytes =
        Math.max(0L, refused.serializedKeySize()) + Math.max(0L, refused.serializedValueSize());
    return new DeadLetter(refused.offset(), record, bytes + error.length());
  }

  private static byte @Nullable [] copy(@Nullable ByteBuffer view) {
    if (view == null) {
      return null;
    }
    byte[] bytes = new byte[view.remaining()];
    view.duplicate().get(bytes);
    return bytes;
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
