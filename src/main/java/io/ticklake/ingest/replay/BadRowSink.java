package io.ticklake.ingest.replay;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Keeps rows that cannot be read: the dead-letter topic gets them as they stand in the file. */
public final class BadRowSink {
  private final RecordSink sink;
  private final String deadLetterTopic;
  private final String topic;
  private final String file;
  private final Clock clock;

  /**
   * @param topic where they would have gone
   * @param file its name, for the header {@code dlq.file}
   */
  public BadRowSink(
      RecordSink sink, String deadLetterTopic, String topic, String file, Clock clock) {
    this.sink = sink;
    this.deadLetterTopic = deadLetterTopic;
    this.topic = topic;
    this.file = file;
    this.clock = clock;
  }

  /** Keeps one. */
  public void keep(BadRow row) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(deadLetterTopic, null, row.bytes());
    Headers headers = letter.headers();
    header(headers, "dlq.topic", topic);
    header(headers, "dlq.stage", "replay");
    header(headers, "dlq.error", row.reason());
    header(headers, "dlq.at", clock.instant().toString());
    header(headers, "dlq.file", file);
    header(headers, "dlq.line", Long.toString(row.line()));
    sink.send(letter);
  }

  private static void header(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
