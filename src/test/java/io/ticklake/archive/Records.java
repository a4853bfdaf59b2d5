package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records as kafka-slice hands them to encoders. */
final class Records {
  private Records() {}

  /** In the middle of a larger array, as in a fetch buffer. */
  static ConsumerRecord<ByteBuffer, ByteBuffer> of(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    ByteBuffer fetched = ByteBuffer.allocate(bytes.length + 14);
    fetched.put("before".getBytes(UTF_8)).put(bytes).put("after".getBytes(UTF_8));
    return record(fetched.slice(2, bytes.length + 8).position(4).limit(4 + bytes.length));
  }

  /** Outside the heap. */
  static ConsumerRecord<ByteBuffer, ByteBuffer> direct(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    return record(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
  }

  static ConsumerRecord<ByteBuffer, ByteBuffer> record(@Nullable ByteBuffer value) {
    return new ConsumerRecord<>("bars", 0, 0L, null, value);
  }

  static String bar(String ticker, double close) {
    return """
        {"ticker":"%s","timespan":"day","timestamp":"2026-11-20 21:00:00.000","trade_date":"2026-11-20",\
        "open":10.0,"high":12.5,"low":9.75,"close":%s,"volume":1234567.0,"vwap":10.25,"transactions":321,\
        "otc":false,"adjusted":true,"source":"simulated","ingested_at":"2026-11-21 01:02:03.456"}"""
        .formatted(ticker, close);
  }
}
