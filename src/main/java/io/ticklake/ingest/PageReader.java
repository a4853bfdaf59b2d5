package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ticklake.errors.SetAside;
import io.ticklake.model.Bar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/** Turns a page's rows into bars, row by row; the rows are never in memory as a tree. */
final class PageReader {
  /** Bean method of the route: what this page becomes on Kafka. */
  public PageRecords read(MarketPage page, Exchange exchange) {
    Rows rows = new Rows(page, exchange.getContext());
    Envelope envelope = page.envelope();
    if (envelope.rowsTo() == 0) {
      return rows.records();
    }
    int length = envelope.rowsTo() - envelope.rowsFrom();
    try (JsonParser json = Envelope.JSON.createParser(page.body(), envelope.rowsFrom(), length)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        rows.row(json);
      }
    } catch (IOException e) {
      // The envelope's reader went over the same bytes.
      throw new UncheckedIOException(e);
    }
    return rows.records();
  }

  private static final class Rows {
    private final MarketPage page;
    private final CamelContext context;
    private final List<Message> bars = new ArrayList<>();
    private final List<UnreadableRow> unreadable = new ArrayList<>();
    private final RowsDigest digest = new RowsDigest();

    Rows(MarketPage page, CamelContext context) {
      this.page = page;
      this.context = context;
    }

    void row(JsonParser json) throws IOException {
      int from = page.envelope().rowsFrom() + (int) json.currentTokenLocation().getByteOffset();
      BarRow row = BarRow.read(json);
      int to = page.envelope().rowsFrom() + (int) json.currentLocation().getByteOffset();
      digest.add(page.body(), from, to);
      try {
        bars.add(message(row.bar(page)));
      } catch (SetAside e) {
        String text = new String(page.body(), from, to - from, StandardCharsets.UTF_8);
        unreadable.add(new UnreadableRow(row.ticker(), text, String.valueOf(e.getMessage())));
      }
    }

    private Message message(Bar bar) {
      Message message = new DefaultMessage(context);
      message.setHeader(KafkaConstants.KEY, bar.ticker());
      message.setHeader("dt", bar.tradeDate().toString());
      message.setHeader("timespan", bar.timespan().text());
      message.setBody(BarJson.write(bar));
      return message;
    }

    PageRecords records() {
      return new PageRecords(page, digest.text(), bars, unreadable);
    }
  }
}
