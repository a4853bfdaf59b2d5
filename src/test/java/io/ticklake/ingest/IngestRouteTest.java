package io.ticklake.ingest;

import static io.ticklake.testkit.RecordedKafka.headers;
import static io.ticklake.testkit.ScriptedMarket.Answer.ok;
import static io.ticklake.testkit.ScriptedMarket.Answer.reset;
import static io.ticklake.testkit.ScriptedMarket.Answer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.DayMark;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.Window;
import io.ticklake.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.camel.ServiceStatus;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The stage's routes as packaged, with a scripted market and topics that are mocks. */
final class IngestRouteTest extends ScriptedRouteBed {
  private static final String DAY_PATH = "/v2/aggs/grouped/locale/us/market/stocks/2026-11-20";
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  // 16:00 Eastern of 2026-11-20, as grouped bars are stamped.
  private static final long CLOSE = 1795208400000L;

  IngestRouteTest() {
    super(1); // From a Saturday: only Friday is missing.
  }

  @Test
  void publishesThePageItsBarsAndItsUnreadableRows() {
    market.willAnswer(ok(page(row("AAPL", "189.5"), row("BAD", "\"x\""), row("MSFT", "1e2"))));

    awaitMarks(1);

    ProducerRecord<?, ?> raw = kafka.records("raw").get(0);
    assertThat(raw.key()).isEqualTo("grouped-daily|" + DAY_PATH + "?adjusted=true");
    assertThat(headers(raw)).containsExactlyEntriesOf(Map.of("content-type", "application/json"));
    assertThat((String) raw.value())
        .contains(
            "\"page\":" + page(row("AAPL", "189.5"), row("BAD", "\"x\""), row("MSFT", "1e2")));
    List<ProducerRecord<Object, Object>> bars = kafka.records("bars");
    assertThat(bars).extracting(ProducerRecord::key).containsExactly("AAPL", "MSFT");
    assertThat(headers(bars.get(0)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("dt", "2026-11-20", "timespan", "day"));
    assertThat((String) bars.get(1).value())
        .contains("\"open\":100.0,", "\"source\":\"grouped-daily\"");
    ProducerRecord<?, ?> letter = kafka.records("dlq").get(0);
    assertThat(letter.key()).isEqualTo("BAD");
    assertThat(letter.value()).isEqualTo(row("BAD", "\"x\""));
    assertThat(headers(letter))
        .containsEntry("dlq.topic", "raw")
        .containsEntry("dlq.stage", "ingest")
        .containsKeys("dlq.error", "dlq.at");
    assertThat(events)
        .contains(new Event.MarketAsked("grouped-daily", "ok"))
        .contains(new Event.SourcePolled("grouped-daily"))
        .filteredOn(Event.PagePublished.class::isInstance)
        .singleElement()
        .asString()
        .contains("bars=2", "setAside=1", "newestBar=2026-11-20T");
  }

  @Test
  void barsAreAsOldAsTheQuestionHoweverLateTheAnswer() {
    await("asked").until(() -> market.asked().size() == 1);
    clock.advance(Duration.ofSeconds(3));
    market.willAnswer(ok(page(row("AAPL", "1.5"))));

    awaitMarks(1);

    assertThat((String) kafka.records("bars").get(0).value())
        .contains("\"ingested_at\":\"2026-11-21 12:00:00.000\"");
    assertThat((String) kafka.records("raw").get(0).value())
        .contains("\"fetched_at\":\"2026-11-21 12:00:00.000\"");
  }

  @Test
  void keepsTheKeyOutOfEverythingButTheRequest() {
    market.willAnswer(ok(page(row("AAPL", "1.5"))));

    awaitMarks(1);

    assertThat(market.asked()).extracting("authorization").containsExactly("Bearer " + KEY);
    assertThat(kafka.records("raw").get(0).toString()).doesNotContain(KEY);
    assertThat(kafka.records("bars").get(0).toString()).doesNotContain(KEY);
  }

  @Test
  void asksAgainAfterResetsServerErrorsAndThrottling() {
    market.willAnswer(
        reset(),
        status(503, "busy"),
        status(429, "{\"status\":\"ERROR\"}").with("Retry-After", "1"),
        ok(page(row("AAPL", "1.5"))));

    Instant began = clock.instant();
    await("marked").until(() -> advanced(Duration.ofMillis(500)) && checkpoints.size() == 1);

    // Within one call: a later tick would ask again after a minute only.
    assertThat(Duration.between(began, clock.instant())).isLessThan(Duration.ofMinutes(1));

    assertThat(market.asked()).hasSize(4);
    assertThat(kafka.records("bars")).hasSize(1);
    assertThat(events)
        .filteredOn(Event.MarketAsked.class::isInstance)
        .map(event -> ((Event.MarketAsked) event).outcome())
        .containsExactly("unanswered", "failed", "rate-limited", "ok");
    assertThat(events).noneMatch(Event.SourceFailed.class::isInstance);
  }

  @Test
  void marksNothingWhileTheMarketFails() {
    market.willAnswer(reset(), reset(), reset(), reset());

    await("four attempts")
        .until(() -> advanced(Duration.ofSeconds(5)) && market.asked().size() >= 4);

    assertThat(checkpoints.size()).isZero();
    assertThat(kafka.records("bars")).isEmpty();
  }

  @Test
  void stopsTheRouteWhenTheKeyIsUnknown() {
    market.willAnswer(status(401, "{\"status\":\"ERROR\",\"error\":\"Unknown API Key\"}"));

    await("stopped")
        .until(
            () ->
                context.getRouteController().getRouteStatus("ingest-grouped-daily")
                    == ServiceStatus.Stopped);

    assertThat(market.asked()).hasSize(1);
    assertThat(events)
        .filteredOn(Event.SourceFailed.class::isInstance)
        .singleElement()
        .asString()
        .contains("source=grouped-daily", "code=MARKET_UNAUTHORIZED", "Unknown API Key");
  }

  @Test
  void followsPagesAndMarksTheDayAfterTheLast() {
    String second = market.address() + "/v2/next?cursor=YT0x%3D&apiKey=zzz";
    market.willAnswer(
        ok(
            page(row("AAPL", "1.5"))
                .replace("\"status\"", "\"next_url\":\"" + second + "\",\"status\"")),
        ok(page(row("MSFT", "2.5"))));

    awaitMarks(1);

    assertThat(market.asked().get(1).uri().toString()).isEqualTo("/v2/next?cursor=YT0x%3D");
    assertThat(friday().rows()).isEqualTo(2);
    assertThat(kafka.records("raw")).hasSize(2);
  }

  @Test
  void publishesAnUnchangedDayOnce() {
    fridayEvening();
    market.willAnswer(
        ok(page(row("AAPL", "1.5"), row("MSFT", "2.5"))),
        ok(page(row("MSFT", "2.5"), row("AAPL", "1.5"))));
    awaitFridayOfFridayAndOfSaturday();

    assertThat(market.asked()).hasSize(2);
    assertThat(kafka.records("raw")).hasSize(1);
    assertThat(kafka.records("bars")).hasSize(2);
  }

  @Test
  void publishesACorrectedBarAlone() {
    fridayEvening();
    market.willAnswer(
        ok(page(row("AAPL", "1.5"), row("MSFT", "2.5"), row("BAD", "\"x\""))),
        ok(page(row("AAPL", "1.5"), row("BAD", "\"x\""), row("MSFT", "2.75"), row("NEW", "9"))));

    awaitFridayOfFridayAndOfSaturday();

    List<ProducerRecord<Object, Object>> bars = kafka.records("bars");
    assertThat(bars).extracting(ProducerRecord::key).containsExactly("AAPL", "MSFT", "MSFT", "NEW");
    assertThat((String) bars.get(2).value()).contains("\"open\":2.75,");
    assertThat(kafka.records("raw")).hasSize(2);
    assertThat(kafka.records("dlq")).hasSize(1);
    assertThat(friday().rows()).isEqualTo(4);
  }

  @Test
  void publishesABarAgainThatWasCorrectedAndIsNowAsItWas() {
    fridayEvening();
    market.willAnswer(ok(page(row("AAPL", "1.5"))), ok(page(row("AAPL", "1.75"))));
    awaitFridayOfFridayAndOfSaturday();
    assertThat(kafka.records("bars")).hasSize(2);
    market.willAnswer(ok(page(row("AAPL", "1.5"))));

    Place place = BarSeries.GROUPED_DAILY.place(Place.ALL, Window.Size.DAY.of(FRIDAY));
    Checkpoint known = checkpoints.read(place);
    DayMark early =
        new DayMark(
            Instant.parse("2026-11-20T22:00:00Z"), 1, known.days().get(FRIDAY).fingerprints());
    checkpoints.write(known.with(Map.of(FRIDAY, early)));
    await("asked").until(() -> advanced(Duration.ofMinutes(1)) && kafka.records("bars").size() > 2);

    assertThat((String) kafka.records("bars").get(2).value()).contains("\"open\":1.5,");
  }

  @Test
  void publishesNothingTwiceThatStandsInTwoPages() {
    String second = market.address() + "/v2/next?cursor=1";
    market.willAnswer(
        ok(
            page(row("AAPL", "1.5"), row("MSFT", "2.5"))
                .replace("\"status\"", "\"next_url\":\"" + second + "\",\"status\"")),
        ok(page(row("MSFT", "2.5"), row("NVDA", "3.5"))));

    awaitMarks(1);

    assertThat(kafka.records("bars"))
        .extracting(ProducerRecord::key)
        .containsExactly("AAPL", "MSFT", "NVDA");
  }

  @Test
  void leavesSourcesThatAreOffStopped() {
    assertThat(context.getRouteController().getRouteStatus("ingest-day-range"))
        .isEqualTo(ServiceStatus.Stopped);
  }

  @Test
  void takesADayWithoutRowsAsDone() {
    market.willAnswer(ok("{\"status\":\"OK\",\"resultsCount\":0}"));

    awaitMarks(1);

    assertThat(kafka.records("raw")).hasSize(1);
    assertThat(kafka.records("bars")).isEmpty();
  }

  @Test
  void saysInEveryBarThatPricesAreSimulated() {
    market.willAnswer(ok(page(row("AAPL", "1.5"))).with("X-Simulated", "true"));

    awaitMarks(1);

    assertThat((String) kafka.records("bars").get(0).value())
        .contains("\"source\":\"grouped-daily (simulated)\"");
  }

  @Test
  void marksADayOnlyWhenKafkaHasIt() {
    kafka.fail(new TimeoutException("no broker"));
    var page = ok(page(row("AAPL", "1.5")));
    // More than it needs: how often it asks before the look below is the machine's business.
    for (int i = 0; i < 50; i++) {
      market.willAnswer(page);
    }
    // That it asks again shows that the first attempt ended.
    await("asked again").until(() -> advanced(Duration.ofMinutes(1)) && market.asked().size() > 1);
    assertThat(checkpoints.size()).isZero();

    kafka.fail(null);
    await("marked").until(() -> advanced(Duration.ofMinutes(1)) && checkpoints.size() == 1);

    assertThat(kafka.records("bars")).hasSize(1);
  }

  @Test
  void doesNotKeepAStopWaitingForTheBudget() throws Exception {
    market.willAnswer(status(429, "{}")); // a minute's pause that the fake clock never ends
    await("asked").until(() -> market.asked().size() == 1);

    long from = System.nanoTime();
    context.getRouteController().stopRoute("ingest-grouped-daily");

    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
  }

  private void awaitMarks(int count) {
    await("marked").atMost(Duration.ofSeconds(10)).until(() -> checkpoints.size() == count);
  }

  /** Thursday is done; Friday is fetched after its close, and again on Saturday. */
  private void fridayEvening() {
    checkpoints.fetched(BarSeries.GROUPED_DAILY, Place.ALL, "2026-11-19", "2026-11-20T12:00:00Z");
    clock.setTo("2026-11-20T22:00:00Z");
  }

  private void awaitFridayOfFridayAndOfSaturday() {
    await("published").until(() -> friday() != null);
    clock.setTo("2026-11-21T13:00:00Z");
    await("asked again").until(() -> friday().isFinal(FRIDAY));
  }

  private DayMark friday() {
    return checkpoints.mark(BarSeries.GROUPED_DAILY, Place.ALL, "2026-11-20");
  }

  private static String page(String... rows) {
    return "{\"queryCount\":1,\"adjusted\":true,\"results\":["
        + String.join(",", rows)
        + "],\"status\":\"OK\",\"request_id\":\"r1\"}";
  }

  private static String row(String ticker, String open) {
    return "{\"T\":\"%s\",\"v\":1000.5,\"o\":%s,\"c\":2,\"h\":3.25,\"l\":0.5,\"t\":%d,\"n\":7}"
        .formatted(ticker, open, CLOSE);
  }
}
