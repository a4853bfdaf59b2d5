package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.ingest.faulty.Act;
import io.ticklake.ingest.faulty.FaultyMarket;
import io.ticklake.ingest.faulty.FaultyMarket.Asked;
import io.ticklake.testkit.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

/** The stage's routes as packaged against a market that answers oddly, byte by byte. */
final class MarketOdditiesTest extends IngestRouteBed {
  // 16:00 Eastern of 2026-11-20, as grouped bars are stamped.
  private static final String ROW =
      "{\"T\":\"AAPL\",\"v\":1000.5,\"o\":1.5,\"c\":2,\"h\":3.25,\"l\":0.5,\"t\":1795208400000,\"n\":7}";
  private static final String PAGE = page(ROW);
  private static final Duration STEP = Duration.ofMillis(500);

  private final Deque<Act> script = new ConcurrentLinkedDeque<>();
  private final CountDownLatch scripted = new CountDownLatch(1);
  private final FaultyMarket market = new FaultyMarket(request -> next());
  private final Instant began = clock.instant();

  @RegisterExtension final LogLines log = new LogLines(IngestRoutes.class.getPackage());

  MarketOdditiesTest() {
    super(1); // From a Saturday: only Friday is missing.
  }

  @Override
  String marketAddress() {
    return market.address();
  }

  /** The next act of the script, then the page; waits for the script. */
  private Act next() throws IOException {
    try {
      scripted.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    Act act = script.pollFirst();
    return act == null ? Act.ok(PAGE) : act;
  }

  private void will(Act... acts) {
    script.addAll(List.of(acts));
    scripted.countDown();
  }

  @AfterEach
  void closeMarket() {
    market.close();
  }

  @Test
  void asksAgainWhenTheConnectionIsResetWithinABody() {
    getsThePageAfter(Act.ok(PAGE).cutAfter(60, Act.End.RESET));
  }

  @Test
  void asksAgainWhenTheServerHangsUp() {
    getsThePageAfter(Act.hangUp(), Act.hangUp());
  }

  @Test
  void asksAgainWhenABodyEndsEarly() {
    getsThePageAfter(Act.ok(PAGE).cutAfter(60, Act.End.CLOSE));
  }

  @Test
  void asksAgainWhenTheAnnouncedLengthIsTooShort() {
    getsThePageAfter(Act.ok(PAGE).announcing(60).cutAfter(60, Act.End.CLOSE));
  }

  @Test
  void asksAgainWhenTheAnnouncedLengthIsTooLong() {
    getsThePageAfter(Act.ok(PAGE).announcing(9_999).cutAfter(Long.MAX_VALUE, Act.End.CLOSE));
  }

  @Test
  void asksAgainWhenACompressedBodyIsDamaged() {
    getsThePageAfter(
        Act.ok(PAGE).gzipped().damagedAt(30),
        Act.ok(PAGE).gzipped().cutAfter(40, Act.End.CLOSE),
        Act.ok(PAGE).with("Content-Encoding", "gzip"));
  }

  @Test
  void losesNoConnectionToDamagedBodies() {
    will(Collections.nCopies(30, Act.ok(PAGE).gzipped().damagedAt(30)).toArray(Act[]::new));

    await("published at last").until(() -> advanced(Duration.ofSeconds(20)) && bars().size() == 1);

    assertThat(market.asked()).hasSize(31);
  }

  @Test
  void readsACompressedPage() {
    will(Act.ok(PAGE).gzipped());

    await("published").until(() -> bars().size() == 1);

    assertThat(market.asked()).hasSize(1);
  }

  @Test
  void asksAgainWhenAnAnswerIsAWebPage() {
    getsThePageAfter(
        Act.ok("<!doctype html><html><body>Sign in</body></html>")
            .with("Content-Type", "text/html"),
        Act.answer(502, "<html><body>Bad gateway</body></html>"));
  }

  @Test
  void asksAgainWhenABodyIsEmptyOrNoObject() {
    getsThePageAfter(Act.ok(""), Act.ok("[]"), Act.ok("null"));
  }

  @Test
  void refusesAPageThatIsTooLargeAndGoesOn() {
    String filler = " ".repeat(1 << 20);
    will(Act.ok(filler).times(40), Act.ok(filler).times(40).gzipped());

    await("published at last").until(() -> advanced(Duration.ofSeconds(20)) && bars().size() == 1);

    assertThat(market.asked()).hasSize(3);
    // Twice the same trouble is told once.
    assertThat(log.at(Level.WARN))
        .singleElement()
        .asString()
        .contains("is larger than 16,711,680 bytes");
  }

  @Test
  void takesAPageOfTheLargestKind() {
    String rows = ROW + ("," + ROW).repeat(49_999);
    will(Act.ok(page(rows)).gzipped());

    await("published").until(() -> !bars().isEmpty());

    assertThat(((String) kafka.records("raw").get(0).value()).length())
        .isGreaterThan(rows.length());
  }

  @Test
  void takesDelayedDataAsASuccess() {
    will(Act.ok(PAGE.replace("\"OK\"", "\"DELAYED\"")));

    await("published").until(() -> bars().size() == 1);

    assertThat(market.asked()).hasSize(1);
  }

  @Test
  void takesNullResultsAsADayWithoutBars() {
    will(Act.ok("{\"status\":\"OK\",\"results\":null}"));

    await("the page is kept").until(() -> kafka.records("raw").size() == 1);

    assertThat(bars()).isEmpty();
  }

  @Test
  void waitsAQuarterOfAnHourForADayThatIsNotOver() {
    will(
        Act.answer(
            403,
            "{\"status\":\"NOT_AUTHORIZED\",\"message\":\"Attempted to request today's data before"
                + " end of day.\"}"));

    getsThePageAfterAtLeast(Duration.ofMinutes(15));
  }

  @Test
  void waitsForHoursWhenThePlanDoesNotIncludeADayThoughTheStatusIs200() {
    will(
        Act.ok(
            "{\"status\":\"NOT_AUTHORIZED\",\"message\":\"You are not entitled to this data.\"}"));

    getsThePageAfterAtLeast(Duration.ofHours(6));
  }

  @Test
  void waitsForAMinuteWhenThrottledWithoutATime() {
    will(Act.answer(429, "slow down"));

    getsThePageAfterAtLeast(Duration.ofSeconds(60));
  }

  @Test
  void waitsAsLongAsRetryAfterSays() {
    will(Act.answer(429, "").with("Retry-After", "17"));

    getsThePageAfterAtLeast(Duration.ofSeconds(17));
  }

  @Test
  void followsANextUrlWithADoubledPort() {
    will(Act.ok(pageWithNext("https://api.polygon.io:443:443/v2/more?cursor=a")));

    await("both pages").until(() -> bars().size() == 1 && market.asked().size() == 2);

    assertThat(targets()).endsWith("/v2/more?cursor=a");
  }

  @Test
  void sendsNothingToAForeignNextUrl() {
    try (FaultyMarket foreign = new FaultyMarket(request -> Act.ok(PAGE))) {
      will(Act.ok(pageWithNext(foreign.address().replace("127.0.0.1", "localhost") + "/v2/more")));

      await("the day is asked for again")
          .until(() -> advanced(Duration.ofSeconds(5)) && market.asked().size() == 2);

      assertThat(foreign.asked()).isEmpty();
    }
  }

  @Test
  void followsNoRedirect() {
    try (FaultyMarket foreign = new FaultyMarket(request -> Act.ok(PAGE))) {
      will(Act.answer(302, "").with("Location", foreign.address() + "/v2/more"));

      await("the day is asked for again")
          .until(() -> advanced(Duration.ofSeconds(5)) && market.asked().size() == 2);

      assertThat(foreign.asked()).isEmpty();
    }
  }

  @Test
  void leavesACursorThatLoops() {
    String loop = pageWithNext(market.address() + "/v2/more?cursor=a");
    will(Act.ok(loop), Act.ok(loop));

    await("the day is asked for again")
        .until(() -> advanced(Duration.ofSeconds(5)) && market.asked().size() == 3);

    assertThat(targets().get(2)).isEqualTo(targets().get(0));
  }

  @Test
  void publishesGoodRowsBesideBadOnes() {
    will(
        Act.ok(
            page(
                "[1,2]",
                row("\"o\":\"1.5\""),
                "null",
                row("\"o\":NaN"),
                ROW,
                row("\"o\":1.5,\"T\":\"GOOD\",\"v\":2.384421e+06,\"n\":3.0,\"new\":{\"a\":[1]}"))));

    await("published").until(() -> bars().size() == 2);

    assertThat(bars()).extracting(ProducerRecord::key).containsExactly("AAPL", "GOOD");
    assertThat((String) bars().get(1).value())
        .contains("\"volume\":2384421.0", "\"transactions\":3,");
    assertThat(kafka.records("dlq")).hasSize(4);
  }

  @Test
  void waitsForALateAnswer() {
    will(Act.ok(PAGE).late(Duration.ofSeconds(2)));

    await("published").until(() -> bars().size() == 1);

    assertThat(market.asked()).hasSize(1);
  }

  private void getsThePageAfter(Act... faults) {
    will(faults);
    await("published").until(() -> advanced(STEP) && bars().size() == 1);
    assertThat(market.asked()).hasSize(faults.length + 1);
    // Within one call: a later tick would ask again after a minute only.
    assertThat(Duration.between(began, clock.instant())).isLessThan(Duration.ofMinutes(1));
  }

  private void getsThePageAfterAtLeast(Duration wait) {
    await("asked").until(() -> market.asked().size() == 1);
    Duration step = wait.dividedBy(50);
    await("published")
        .pollInterval(Duration.ofMillis(20))
        .until(() -> advanced(step) && bars().size() == 1);
    assertThat(Duration.between(began, clock.instant())).isGreaterThanOrEqualTo(wait);
    assertThat(market.asked()).hasSize(2);
  }

  private List<ProducerRecord<Object, Object>> bars() {
    return kafka.records("bars");
  }

  private List<String> targets() {
    return market.asked().stream().map(Asked::target).toList();
  }

  private static String page(String... rows) {
    return "{\"adjusted\":true,\"results\":["
        + String.join(",", rows)
        + "],\"status\":\"OK\",\"request_id\":\"r1\"}";
  }

  private static String pageWithNext(String url) {
    return "{\"results\":[],\"status\":\"OK\",\"next_url\":\"" + url + "\"}";
  }

  private static String row(String fields) {
    return "{\"T\":\"X\",\"v\":1000.5,\"c\":2,\"h\":3.25,\"l\":0.5,\"t\":1795208400000,"
        + fields
        + "}";
  }
}
