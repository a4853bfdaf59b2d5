package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/** Turns a page's rows that are no bars into records, as received: only what is news. */
final class RecordReader {
  private static final ObjectMapper JSON = new ObjectMapper(Envelope.JSON);

  private final MarketHours hours;

  RecordReader(MarketHours hours) {
    this.hours = hours;
  }

  /** Bean method of the route: what of this page becomes records on Kafka. */
  public RecordPage read(MarketPage page, Exchange exchange) {
    Pages pages = Pages.of(exchange);
    List<Message> records = new ArrayList<>();
    List<UnreadableRow> unreadable = new ArrayList<>();
    int rows = 0;
    try (JsonParser json = rows(page)) {
      while (json.nextToken() != null && json.currentToken() != JsonToken.END_ARRAY) {
        JsonNode row = JSON.readTree(json);
        rows++;
        byte[] text = content(row).getBytes(StandardCharsets.UTF_8);
        long fingerprint = Fingerprint.of(text, 0, text.length);
        learn(row, page);
        if (!pages.news().take(page.request().to(), fingerprint)) {
          continue;
        }
        if (row instanceof ObjectNode object) {
          records.add(message(object, page, exchange));
        } else {
          unreadable.add(
              new UnreadableRow(null, row.toString(), "The row is not an object.", fingerprint));
        }
      }
    } catch (IOException e) {
      // The envelope's reader went over the same bytes.
      throw new UncheckedIOException(e);
    }
    pages.received(rows);
    return new RecordPage(page, records, unreadable);
  }

  /** A parser before the first row: of the list in the body, or of the body that is one row. */
  private static JsonParser rows(MarketPage page) throws IOException {
    Envelope envelope = page.envelope();
    if (envelope.rowsTo() == 0) {
      boolean single = page.request().source().equals(RecordSource.MARKET_STATUS);
      return Envelope.JSON.createParser(page.body(), 0, single ? page.body().length : 0);
    }
    JsonParser json =
        Envelope.JSON.createParser(
            page.body(), envelope.rowsFrom(), envelope.rowsTo() - envelope.rowsFrom());
    json.nextToken();
    return json;
  }

  private static String content(JsonNode row) {
    return row instanceof ObjectNode object
        ? RecordJson.content(object).toString()
        : row.toString();
  }

  private void learn(JsonNode row, MarketPage page) {
    if (page.request().place().ticker().equals(RecordSource.UPCOMING)) {
      hours.learn(row);
    }
  }

  private static Message message(ObjectNode row, MarketPage page, Exchange exchange) {
    Message message = new DefaultMessage(exchange.getContext());
    message.setHeader(KafkaConstants.KEY, row.path("ticker").asText(page.request().source()));
    message.setHeader("dt", page.request().to().toString());
    message.setBody(RecordJson.write(row, page));
    return message;
  }
}
