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

/** Turns a page's rows into bars, row by row; the rows are never in memory as a tree. */
final class PageReader {
  /** Bean method of the route: what this page becomes on Kafka. */
  public PageRecords read(MarketPage page, Exchange exchange) {
    return records(page, exchange.getContext());
  }

  /** What this page becomes on Kafka. */
  PageRecords records(MarketPage page, CamelContext context) {
    Rows rows = new Rows(page);
    Envelope envelope = page.envelope();
    if (envelope.rowsTo() == 0) {
      return rows.records(context);
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
    return rows.records(context);
  }

  private static final class Rows {
    private final MarketPage page;
    private final BarRow row;
    private final List<Bar> bars = new ArrayList<>();
    private final List<UnreadableRow> unreadable = new ArrayList<>();

    Rows(MarketPage page) {
      this.page = page;
      this.row = new BarRow(BarFrame.of(page));
    }

    void row(JsonParser json) throws IOException {
      int from = page.envelope().rowsFrom() + (int) json.currentTokenLocation().getByteOffset();
      row.read(json);
      try {
        bars.add(row.bar());
      } catch (SetAside e) {
        int to = page.envelope().rowsFrom() + (int) json.currentLocation().getByteOffset();
        unreadable.add(unreadable(from, to, String.valueOf(e.getMessage())));
      }
    }

    private UnreadableRow unreadable(int from, int to, String reason) {
      return new UnreadableRow(
          row.ticker(),
          new String(page.body(), from, to - from, StandardCharsets.UTF_8),
          reason,
          Fingerprint.of(page.body(), from, to));
    }

    PageRecords records(CamelContext context) {
      PageBars messages = PageBars.of(context, bars);
      return new PageRecords(page, messages, unreadable);
    }
  }
}
