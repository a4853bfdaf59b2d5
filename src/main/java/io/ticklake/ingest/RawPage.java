package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.Window;
import io.ticklake.model.Timespan;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the raw zone taken apart: what {@link RawPageJson} has written.
 *
 * @param page as it was received
 * @param part which of its bars were published
 */
record RawPage(MarketPage page, PublishedPart part) {
  /**
   * Reads a line.
   *
   * @return null when it is a page that bars are not made of
   * @throws IOException when it is no page in its envelope
   */
  static @Nullable RawPage read(byte[] line) throws IOException {
    Reader reader = new Reader(line);
    return reader.get("timespan") == null ? null : reader.page();
  }

  private static final class Reader {
    private final byte[] line;
    private final Map<String, String> fields = new HashMap<>();
    private int from;
    private int to;

    Reader(byte[] line) throws IOException {
      this.line = line;
      try (JsonParser json = Envelope.JSON.createParser(line)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new IOException("the line is not a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (name.equals("page")) {
            from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
            json.skipChildren();
            to = Math.toIntExact(json.currentLocation().getByteOffset());
          } else if (value.isScalarValue()) {
            fields.put(name, json.getText());
          }
        }
      }
    }

    @Nullable String get(String name) {
      return fields.get(name);
    }

    private String need(String name) throws IOException {
      String value = fields.get(name);
      if (value == null) {
        throw new IOException("the envelope has no '" + name + "'");
      }
      return value;
    }

    RawPage page() throws IOException {
      if (to == 0) {
        throw new IOException("the envelope has no 'page'");
      }
      byte[] body = Arrays.copyOfRange(line, from, to);
      URI url = URI.create(need("url"));
      String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
      Instant fetched =
          LocalDateTime.parse(need("fetched_at").replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      return new RawPage(
          new MarketPage(
              request(path),
              path,
              url.toString(),
              0,
              Integer.parseInt(need("status")),
              "true".equals(get("simulated")),
              fetched,
              fetched,
              Envelope.read(body),
              body),
          PublishedPart.read(get("published"), get("unpublished")));
    }

    private MarketRequest request(String path) throws IOException {
      LocalDate last = LocalDate.parse(need("to"));
      String ticker = get("ticker");
      LocalDate first = LocalDate.parse(need("from"));
      return new MarketRequest(
          new Place(need("source"), ticker == null ? Place.ALL : ticker, Window.Size.DAY.of(last)),
          Timespan.valueOf(need("timespan").toUpperCase(Locale.ROOT)),
          first,
          first,
          last,
          path,
          MarketRequest.Memory.NONE);
    }
  }
}
