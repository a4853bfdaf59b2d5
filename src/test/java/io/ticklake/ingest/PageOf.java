package io.ticklake.ingest;

import io.ticklake.ingest.checkpoint.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** Pages of Friday, 2026-11-20, for tests. */
final class PageOf {
  static final MarketRequest FRIDAY = groupedDaily(LocalDate.of(2026, 11, 20));

  private PageOf() {}

  private static MarketRequest groupedDaily(LocalDate day) {
    return BarSeries.GROUPED_DAILY.request(Place.ALL, day, day);
  }

  static MarketPage body(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Instant now = Instant.parse("2026-11-21T12:00:00.123Z");
    try {
      Envelope envelope = Envelope.read(bytes);
      return new MarketPage(
          FRIDAY,
          FRIDAY.path(),
          "http://m" + FRIDAY.path(),
          0,
          200,
          false,
          now,
          now,
          envelope,
          bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
