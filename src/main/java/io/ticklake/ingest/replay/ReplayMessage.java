package io.ticklake.ingest.replay;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for a row.
 *
 * @param day header {@code dt}, null when the row has no date
 * @param timespan header of that name, of bars only
 */
record ReplayMessage(
    @Nullable String key, @Nullable LocalDate day, @Nullable String timespan, String json) {
  ProducerRecord<byte[], byte[]> to(String topic) {
    var record = new ProducerRecord<>(topic, key == null ? null : bytes(key), bytes(json));
    if (day != null) {
      record.headers().add("dt", bytes(day.toString()));
    }
    if (timespan != null) {
      record.headers().add("timespan", bytes(timespan));
    }
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
