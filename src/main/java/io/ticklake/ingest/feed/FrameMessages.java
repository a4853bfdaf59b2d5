package io.ticklake.ingest.feed;

import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Bean of the route: a frame's messages for Kafka. */
final class FrameMessages {
  private final String rawTopic;
  private final Clock clock;

  FrameMessages(String rawTopic, Clock clock) {
    this.rawTopic = rawTopic;
    this.clock = clock;
  }

  /** Bean method of the route: a message for each bar, with key and headers. */
  public List<Message> bars(@ExchangeProperty("frame") FeedFrame frame, Exchange exchange) {
    return frame.messages(exchange.getContext());
  }

  /**
   * Bean method of the route: unreadable events as dead letters, and the raw frame's place to find
   * them by.
   *
   * @param raw where Kafka put the raw frame, if it was sent before
   */
  public List<Message> deadLetters(
      @ExchangeProperty("frame") FeedFrame frame,
      @Header(KafkaConstants.KAFKA_RECORD_META) @Nullable List<RecordMetadata> raw,
      Exchange exchange) {
    RecordMetadata place = raw == null || raw.isEmpty() ? null : raw.get(0);
    return frame.unreadable().stream()
        .map(event -> letter(frame, event, place, new DefaultMessage(exchange.getContext())))
        .toList();
  }

  private Message letter(
      FeedFrame frame, UnreadableEvent event, @Nullable RecordMetadata place, Message letter) {
    letter.setHeader(KafkaConstants.KEY, event.ticker() == null ? frame.rawKey() : event.ticker());
    letter.setHeader("dlq.topic", rawTopic);
    if (place != null) {
      letter.setHeader("dlq.partition", String.valueOf(place.partition()));
      letter.setHeader("dlq.offset", String.valueOf(place.offset()));
    }
    letter.setHeader("dlq.stage", "ingest");
    letter.setHeader("dlq.error", event.reason());
    letter.setHeader("dlq.at", clock.instant().toString());
    letter.setBody(event.text());
    return letter;
  }
}
