package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be archived, copied out of the fetch buffer, and why. It is sent on as it
 * came, with {@code dlq.*} headers added.
 *
 * @param stage who refused it: the route's id
 */
record DeadLetter(
    String topic,
    int partition,
    long offset,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers,
    String stage,
    String error,
    Instant at) {

  static DeadLetter of(
      ConsumerRecord<ByteBuffer, ByteBuffer> record, String stage, String error, Instant at) {
    return new DeadLetter(
        record.topic(),
        record.partition(),
        record.offset(),
        copy(record.key()),
        copy(record.value()),
        record.headers(),
        stage,
        error,
        at);
  }

  private static byte @Nullable [] copy(@Nullable ByteBuffer view) {
    if (view == null) {
      return null;
    }
    byte[] bytes = new byte[view.remaining()];
    view.duplicate().get(bytes);
    return bytes;
  }

  /** What goes to the dead-letter topic. */
  ProducerRecord<byte[], byte[]> recordFor(String deadLetterTopic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(deadLetterTopic, null, null, key, value, headers);
    add(record, "dlq.topic", topic);
    add(record, "dlq.partition", Integer.toString(partition));
    add(record, "dlq.offset", Long.toString(offset));
    add(record, "dlq.stage", stage);
    add(record, "dlq.error", error);
    add(record, "dlq.at", at.toString());
    return record;
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Heap that it holds, roughly. */
  long bytes() {
    return (key == null ? 0 : key.length) + (value == null ? 0 : value.length) + error.length();
  }
}
