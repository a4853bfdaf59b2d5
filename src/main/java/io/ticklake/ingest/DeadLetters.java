package io.ticklake.ingest;

import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Unreadable rows as dead letters: the row's JSON, and the raw page's place to find it by. */
final class DeadLetters {
  private final String rawTopic;
  private final Clock clock;

  DeadLetters(String rawTopic, Clock clock) {
    this.rawTopic = rawTopic;
    this.clock = clock;
  }

  /**
   * Bean method of the route.
   *
   * @param raw where Kafka put the raw page, if it was sent before
   */
  public List<Message> write(
      @ExchangeProperty("page") PageResult page,
      @Header(KafkaConstants.KAFKA_RECORD_META) @Nullable List<RecordMetadata> raw,
      Exchange exchange) {
    RecordMetadata place = raw == null || raw.isEmpty() ? null : raw.get(0);
    return page.unreadable().stream()
        .map(row -> letter(page, row, place, exchange.getContext()))
        .toList();
  }

  private Message letter(
      PageResult page, UnreadableRow row, @Nullable RecordMetadata place, CamelContext context) {
    Message letter = new DefaultMessage(context);
    MarketPage from = page.page();
    letter.setHeader(
        KafkaConstants.KEY,
        row.ticker() == null ? from.request().source() + "|" + from.path() : row.ticker());
    letter.setHeader("dlq.topic", rawTopic);
    if (place != null) {
      letter.setHeader("dlq.partition", String.valueOf(place.partition()));
      letter.setHeader("dlq.offset", String.valueOf(place.offset()));
    }
    letter.setHeader("dlq.stage", "ingest");
    letter.setHeader("dlq.error", row.reason());
    letter.setHeader("dlq.at", clock.instant().toString());
    letter.setBody(row.text());
    return letter;
  }
}
