package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.model.Timespan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The envelope holds everything that the bars were made of, and which of them were published. */
final class RawPageTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

  @ParameterizedTest
  @CsvSource({
    "grouped-daily, *, DAY, true",
    "grouped-daily, *, DAY, false",
    "day-range, BRK.A, DAY, true",
    "minute-range, X:ß\", MINUTE, false"
  })
  void barsAreTheSameInEveryField(
      String source, String ticker, Timespan timespan, boolean simulated) throws IOException {
    String name = ticker.equals(Place.ALL) ? "\"T\":\"AAPL\"," : "";
    PageRecords page =
        read(
            source,
            ticker,
            timespan,
            simulated,
            "{\"adjusted\":true,\r\n\"results\":[{%s\"t\":1795208400000,\"o\":1e0,\"h\":2.50,\"l\":0.5,\"c\":2,\"v\":1.25,\"vw\":NaN,\"n\":3,\"otc\":true},{%s\"t\":1795208460000,\"o\":1,\"h\":2,\"l\":1,\"c\":2,\"v\":0},{%s\"o\":1}],\"request_id\":\"r\"}"
                .formatted(name, name, name));

    assertThat(page.bars()).hasSize(2);
    assertThat(derived(page)).isEqualTo(published(page));
  }

  @Test
  void rowsThatWereNotPublishedAreNotDerived() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(
          "{\"T\":\"T%d\",\"t\":1795208400000,\"o\":1,\"h\":2,\"l\":1,\"c\":2,\"v\":%d}"
              .formatted(i, i));
    }
    rows.add(rows.get(9));
    PageRecords all =
        read(
            "grouped-daily",
            Place.ALL,
            Timespan.DAY,
            true,
            "{\"results\":[" + String.join(",", rows) + "]}");
    long[] prints = all.fingerprints();

    for (int known = 0; known <= 10; known++) {
      Set<Long> before = new java.util.HashSet<>();
      for (int i = 0; i < known; i++) {
        before.add(prints[i]);
      }
      // As the stage does it: what is published, and what stood in the page before.
      PageRecords changes = all.without(print -> !before.add(print));

      assertThat(changes.bars()).hasSize(10 - known);
      assertThat(derived(changes)).as("%d known", known).isEqualTo(published(changes));
      assertThat(changes.raw().length() - all.raw().length()).isLessThan(100);
    }
  }

  @Test
  void pagesWithoutBarsAreLeftOut() throws IOException {
    assertThat(RawPage.read(line("{\"source\":\"tickers\",\"page\":{\"results\":[]}}"))).isNull();
    assertThatThrownBy(() -> RawPage.read(line("{\"timespan\":\"day\"}")))
        .isInstanceOf(IOException.class)
        .hasMessage("the envelope has no 'page'");
    assertThatThrownBy(() -> line("[]")).hasMessage("the line is not a JSON object");
  }

  private static RawLine line(String text) throws IOException {
    return RawLine.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static PageRecords read(
      String source, String ticker, Timespan timespan, boolean simulated, String body)
      throws IOException {
    MarketRequest request =
        new MarketRequest(
            new Place(source, ticker, BarSeries.GROUPED_DAILY.windowOf(FRIDAY)),
            timespan,
            FRIDAY,
            FRIDAY,
            FRIDAY,
            "/v2/aggs/x?adjusted=true",
            MarketRequest.Memory.NONE);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Instant now = Instant.parse("2026-11-21T12:00:00.123Z");
    return new PageReader()
        .records(
            new MarketPage(
                request,
                request.path(),
                "http://m" + request.path(),
                0,
                200,
                simulated,
                now.minusSeconds(3),
                now,
                Envelope.read(bytes),
                bytes),
            CAMEL);
  }

  private static List<String> published(PageRecords page) {
    return StreamSupport.stream(page.bars().spliterator(), false)
        .map(
            bar ->
                bar.getHeader("kafka.KEY")
                    + "|"
                    + bar.getHeader("dt")
                    + "|"
                    + bar.getHeader("timespan")
                    + "|"
                    + bar.getBody())
        .toList();
  }

  private static List<String> derived(PageRecords page) {
    List<String> records = new ArrayList<>();
    new RawBars("t", Map.of(), record -> records.add(text(record)))
        .line(page.raw().getBytes(StandardCharsets.UTF_8));
    return records;
  }

  private static String text(ProducerRecord<byte[], byte[]> record) {
    return utf8(record.key())
        + "|"
        + utf8(record.headers().lastHeader("dt").value())
        + "|"
        + utf8(record.headers().lastHeader("timespan").value())
        + "|"
        + utf8(record.value());
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
