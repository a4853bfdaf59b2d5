package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageReaderTest {
  private static final String T = "\"t\":1795208400000";
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void writesABarAsTheContractSays() {
    PageRecords page =
        read(
            "{\"adjusted\":true,\"results\":[{\"T\":\"BRK.A\",\"v\":2.384421e+06,\"vw\":1.5,\"o\":100,\"c\":0.0001,\"h\":1e-7,\"l\":-0.5,"
                + T
                + ",\"n\":42,\"otc\":true}],\"status\":\"OK\"}");

    assertThat(page.bars()).hasSize(1);
    assertThat(page.bars().iterator().next().getBody())
        .isEqualTo(
            "{\"ticker\":\"BRK.A\",\"timespan\":\"day\",\"timestamp\":\"2026-11-20 21:00:00.000\",\"trade_date\":\"2026-11-20\","
                + "\"open\":100.0,\"high\":0.0000001,\"low\":-0.5,\"close\":0.0001,\"volume\":2384421.0,\"vwap\":1.5,"
                + "\"transactions\":42,\"otc\":true,\"adjusted\":true,\"source\":\"grouped-daily\",\"ingested_at\":\"2026-11-21 12:00:00.123\"}");
  }

  @Test
  void leavesOutWhatIsAbsentOrNotANumber() {
    PageRecords page = read(rows(row("\"vw\":NaN,\"o\":1,\"n\":null")));

    assertThat(page.bars().iterator().next().getBody(String.class))
        .doesNotContain("vwap", "transactions", "otc", "adjusted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"o\":NaN;'o' is missing",
        "\"x\":1;'o' is missing",
        "\"o\":null;'o' is missing",
        "\"o\":\"1\";'o' is '1', not a number",
        "\"o\":[1];'o' is 'a structure', not a number",
        "\"o\":1,\"n\":1.5;'n' is '1.5', not a whole number",
        "\"o\":1,\"n\":99999999999999999999;not a whole number of 64 bits",
        "\"o\":1,\"t\":1795208400;the day asked for is 2026-11-20",
        "\"o\":1,\"T\":5;'T' is '5', not a ticker"
      })
  void setsAsideARowAndGoesOn(String fields, String reason) {
    String bad = row(fields.replace('\'', '"'));

    PageRecords page = read(rows(row("\"o\":1"), bad, row("\"o\":2")));

    assertThat(page.bars()).hasSize(2);
    assertThat(page.unreadable()).hasSize(1);
    assertThat(page.unreadable().get(0).text()).isEqualTo(bad);
    assertThat(page.unreadable().get(0).reason()).contains(reason).endsWith("[BAR_UNREADABLE]");
  }

  @Test
  void setsAsideRowsThatAreNoObjects() {
    PageRecords page = read("{\"results\":[null, 17 , \"x\",[1,[2]]," + row("\"o\":1") + "]}");

    assertThat(page.bars()).hasSize(1);
    assertThat(page.unreadable())
        .extracting(UnreadableRow::text)
        .containsExactly("null", "17", "\"x\"", "[1,[2]]");
  }

  @Test
  void findsRowsBehindTextOfSeveralBytesACharacter() {
    String bad = row("\"o\":\"ä€😀\"");

    PageRecords page =
        read("{\"message\":\"ä€😀\",\"results\":[" + row("\"o\":1") + "," + bad + "]}");

    assertThat(page.unreadable().get(0).text()).isEqualTo(bad);
  }

  @Test
  void givesEqualFingerprintsHoweverTheMarketWritesItsNumbers() {
    PageRecords one = read(rows(row("\"o\":100,\"n\":7")));
    PageRecords two = read(rows(row("\"n\":7.0,\"x\":[1],\"o\":1.0e+02")));
    PageRecords other = read(rows(row("\"n\":7,\"o\":100.0001")));

    assertThat(two.fingerprints()).containsExactly(one.fingerprints());
    assertThat(other.fingerprints()).doesNotContain(one.fingerprints());
  }

  @Test
  void leavesOutTheRowsThatAreKnown() {
    PageRecords before = read(rows(row("\"o\":1"), row("\"o\":\"x\""), row("\"o\":2")));
    long[] known = before.fingerprints();
    PageRecords now =
        read(rows(row("\"o\":1"), row("\"o\":3"), row("\"o\":\"x\""), row("\"o\":\"y\"")));

    PageRecords changed = now.without(print -> LongStream.of(known).anyMatch(one -> one == print));

    assertThat(changed.bars()).hasSize(1);
    assertThat(changed.bars().iterator().next().getBody(String.class)).contains("\"open\":3.0");
    assertThat(changed.unreadable())
        .extracting(UnreadableRow::text)
        .containsExactly(row("\"o\":\"y\""));
  }

  @Test
  void namesTheTickerOfTheEnvelopeWhereRowsNameNone() {
    PageRecords page =
        read(
            "{\"ticker\":\"brk.b\",\"results\":[{\"v\":1,\"o\":1,\"c\":2,\"h\":3,\"l\":0.5,"
                + T
                + "}]}");

    assertThat(page.bars().iterator().next().getHeader("kafka.KEY")).isEqualTo("brk.b");
  }

  @Test
  void keepsEveryDigitOfTheRawPageOnOneLine() {
    String body = "{\"results\":[\n  {\"o\":1.10e+02,\"T\":\"A\\n\"}\r\n],\"request_id\":\"r\"}";

    assertThat(read(body).raw())
        .isEqualTo(
            "{\"source\":\"grouped-daily\",\"url\":\"http://m%s\",\"status\":200,\"fetched_at\":\"2026-11-21 12:00:00.123\",\"request_id\":\"r\",\"timespan\":\"day\",\"from\":\"2026-11-20\",\"to\":\"2026-11-20\",\"page\":%s}"
                .formatted(PageOf.FRIDAY.path(), body.replace("\n", " ").replace("\r", " ")));
  }

  @Test
  void readsAWholeMarketQuickly() {
    String page =
        rows(
            IntStream.range(0, 12_000)
                .mapToObj(i -> row("\"o\":" + i))
                .collect(Collectors.toList())
                .toArray(String[]::new));

    assertThat(read(page).bars()).hasSize(12_000);
  }

  @Test
  void aPageIsTakenForItselfWithoutMakingItsMessages() {
    PageBars bars = read(rows(row("\"o\":1"))).bars();

    assertThat(bars.hashCode()).isEqualTo(System.identityHashCode(bars));
  }

  private PageRecords read(String body) {
    return new PageReader().read(PageOf.body(body), exchange);
  }

  private static String rows(String... rows) {
    return "{\"results\":[" + String.join(",", rows) + "],\"status\":\"OK\"}";
  }

  private static String row(String fields) {
    return "{\"T\":\"A\",\"v\":1.5,\"c\":2,\"h\":3.25,\"l\":0.5," + T + "," + fields + "}";
  }
}
