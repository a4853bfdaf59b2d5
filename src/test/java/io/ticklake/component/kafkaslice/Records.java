package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as the poll thread sees them. */
final class Records {
  static final String TOPIC = "bars";

  private Records() {}

  static ConsumerRecord<ByteBuffer, ByteBuffer> at(long offset, String value) {
    return of(offset, value, new RecordHeaders(), 0);
  }

  static ConsumerRecord<ByteBuffer, ByteBuffer> withHeader(String name, String header) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(name, header.getBytes(StandardCharsets.UTF_8));
    return of(0, "{}", headers, 0);
  }

  static ConsumerRecord<ByteBuffer, ByteBuffer> of(
      long offset, String value, RecordHeaders headers, long timestamp) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    // A view in the middle of a larger array, as Kafka gives them.
    ByteBuffer view = null;
    if (bytes != null) {
      view =
          ByteBuffer.wrap(("xx" + value + "yy").getBytes(StandardCharsets.UTF_8), 2, bytes.length);
      view = view.slice();
    }
    return new ConsumerRecord<>(
        TOPIC,
        0,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        -1,
        bytes == null ? -1 : bytes.length,
        null,
        view,
        headers,
        Optional.empty());
  }
}
