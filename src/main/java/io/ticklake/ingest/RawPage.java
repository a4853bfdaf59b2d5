package io.ticklake.ingest;

import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.Window;
import io.ticklake.model.Timespan;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page of bars in the raw zone taken apart: what {@link RawPageJson} has written.
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
  static @Nullable RawPage read(RawLine line) throws IOException {
    String timespan = line.get("timespan");
    return timespan == null
        ? null
        : read(line, Timespan.valueOf(timespan.toUpperCase(Locale.ROOT)));
  }

  private static RawPage read(RawLine line, Timespan timespan) throws IOException {
    byte[] body = line.page();
    URI url = URI.create(line.need("url"));
    String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    Instant fetched = line.fetchedAt();
    return new RawPage(
        new MarketPage(
            request(line, timespan, path),
            path,
            url.toString(),
            0,
            Integer.parseInt(line.need("status")),
            line.isSimulated(),
            fetched,
            fetched,
            Envelope.read(body),
            body),
        PublishedPart.read(line.get("published"), line.get("unpublished")));
  }

  private static MarketRequest request(RawLine line, Timespan timespan, String path)
      throws IOException {
    LocalDate first = LocalDate.parse(line.need("from"));
    LocalDate last = LocalDate.parse(line.need("to"));
    String ticker = line.get("ticker");
    return new MarketRequest(
        new Place(
            line.need("source"), ticker == null ? Place.ALL : ticker, Window.Size.DAY.of(last)),
        timespan,
        first,
        first,
        last,
        path,
        MarketRequest.Memory.NONE);
  }
}
