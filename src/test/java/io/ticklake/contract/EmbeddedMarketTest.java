package io.ticklake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract over the embedded market, and what only a clock of our own can show. */
class EmbeddedMarketTest extends MarketContract {
  private static final String KEY = "a-key-of-this-test";

  /** A Saturday: Friday's session has ended. */
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));

  private MarketServer server;

  @BeforeEach
  void start() {
    server = start(42, 0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  String address() {
    return server.address();
  }

  @Override
  String apiKey() {
    return KEY;
  }

  @Test
  void everyAnswerSaysThatItIsSimulated() {
    assertThat(get("/v1/marketstatus/now").headers().firstValue("X-Simulated")).contains("true");
    assertThat(get("/nothing").headers().firstValue("X-Simulated")).contains("true");
  }

  @Test
  void aRestartServesTheSameBars() {
    List<JsonNode> before = rows(ok(GROUPED + "2024-03-15"));
    server.close();
    server = start(42, 0);

    assertThat(rows(ok(GROUPED + "2024-03-15"))).isEqualTo(before);
  }

  @Test
  void anotherSeedServesOtherBars() {
    List<JsonNode> before = rows(ok(GROUPED + "2024-03-15"));
    server.close();
    server = start(43, 0);

    assertThat(rows(ok(GROUPED + "2024-03-15"))).isNotEqualTo(before);
  }

  @Test
  void pagesHaveTheVendorsOddities() {
    String page =
        new String(get(GROUPED + "2026-11-20?include_otc=true").body(), StandardCharsets.UTF_8);
    List<JsonNode> rows = rows(ok(GROUPED + "2026-11-20?include_otc=true"));

    assertThat(page)
        .containsPattern("\"v\":\\d\\.\\d+e\\+0\\d")
        .containsPattern("\"v\":\\d+\\.\\d+,")
        .containsPattern("\"v\":\\d+,");
    assertThat(rows).anySatisfy(row -> assertThat(row.path("otc").asBoolean()).isTrue());
    assertThat(rows(ok(GROUPED + "2026-11-20"))).noneMatch(row -> row.has("otc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GROUPED + "2026-11-20",
        "/v1/open-close/AAPL/2026-11-20",
        "/v2/aggs/ticker/AAPL/range/1/day/2026-11-20/2026-11-20"
      })
  void todayIsRefusedUntilItsSessionEnds(String path) {
    clock.set("2026-11-20T20:59:59Z");
    HttpResponse<byte[]> before = get(path);
    clock.set("2026-11-20T21:00:00Z");
    HttpResponse<byte[]> after = get(path);

    assertThat(before.statusCode()).isEqualTo(403);
    assertThat(json(before).get("status").asText()).isEqualTo("NOT_AUTHORIZED");
    assertThat(json(before).get("message").asText()).contains("today's data before end of day");
    assertThat(after.statusCode()).isEqualTo(200);
  }

  @Test
  void aRangeIntoTheRunningSessionEndsBeforeItAndIsDelayed() {
    clock.set("2026-11-20T16:00:00Z");

    JsonNode body = ok("/v2/aggs/ticker/AAPL/range/1/day/2026-11-16/2026-11-20");

    assertThat(body.get("status").asText()).isEqualTo("DELAYED");
    assertThat(rows(body)).hasSize(4);
  }

  @Test
  void barsOfSecondsAreNotInThePlan() {
    HttpResponse<byte[]> response =
        get("/v2/aggs/ticker/AAPL/range/1/second/2026-11-19/2026-11-19");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).get("message").asText())
        .contains("doesn't include this data timeframe");
  }

  @Test
  void aSnapshotGrowsWithTheDayFifteenMinutesBehind() {
    clock.set("2026-11-20T15:00:00Z");
    JsonNode early = ok(SNAPSHOTS + "/AAPL");
    List<JsonNode> minutes;
    clock.set("2026-11-20T22:00:00Z");
    JsonNode late = ok(SNAPSHOTS + "/AAPL");
    minutes = rows(ok("/v2/aggs/ticker/AAPL/range/1/minute/2026-11-20/2026-11-20"));

    assertThat(early.get("status").asText()).isEqualTo("DELAYED");
    // 10:00 less 15 minutes: the bars of 09:30 to 09:44.
    assertThat(early.at("/ticker/min/t")).isEqualTo(minutes.get(14).get("t"));
    assertThat(early.at("/ticker/day/c")).isEqualTo(minutes.get(14).get("c"));
    assertThat(late.get("status").asText()).isEqualTo("OK");
    assertThat(late.at("/ticker/day/c")).isEqualTo(minutes.get(389).get("c"));
    assertThat(late.at("/ticker/day/o")).isEqualTo(early.at("/ticker/day/o"));
  }

  @Test
  void previousCloseIsTheSessionBeforeToday() {
    clock.set("2026-11-23T12:00:00Z");
    JsonNode friday = rows(ok("/v2/aggs/ticker/AAPL/range/1/day/2026-11-20/2026-11-20")).get(0);

    JsonNode previous = rows(ok("/v2/aggs/ticker/AAPL/prev")).get(0);

    assertThat(previous.get("c")).isEqualTo(friday.get("c"));
    assertThat(previous.get("t").asLong())
        .isEqualTo(Instant.parse("2026-11-20T21:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:59:59Z, closed, false, false",
    "2026-11-20T09:00:00Z, extended-hours, true, false",
    "2026-11-20T14:30:00Z, open, false, false",
    "2026-11-20T21:00:00Z, extended-hours, false, true",
    "2026-11-21T01:00:00Z, closed, false, false",
    "2026-11-27T18:00:00Z, extended-hours, false, true",
    "2026-11-26T16:00:00Z, closed, false, false",
  })
  void theStatusFollowsTheClock(String now, String market, boolean early, boolean late) {
    clock.set(now);

    JsonNode status = ok("/v1/marketstatus/now");

    assertThat(status.get("market").asText()).isEqualTo(market);
    assertThat(status.get("earlyHours").asBoolean()).isEqualTo(early);
    assertThat(status.get("afterHours").asBoolean()).isEqualTo(late);
  }

  @Test
  void upcomingNamesHolidaysAndHalfDays() {
    JsonNode days = ok("/v1/marketstatus/upcoming");

    assertThat(days.get(0).toString())
        .isEqualTo(
            "{\"date\":\"2026-11-26\",\"exchange\":\"NYSE\",\"name\":\"Thanksgiving Day\",\"status\":\"closed\"}");
    assertThat(days.get(2).toString())
        .isEqualTo(
            "{\"date\":\"2026-11-27\",\"exchange\":\"NYSE\",\"name\":\"Thanksgiving Day\",\"status\":\"early-close\","
                + "\"open\":\"2026-11-27T14:30:00Z\",\"close\":\"2026-11-27T18:00:00Z\"}");
  }

  @Test
  void theRateLimitHoldsInAnySixtySeconds() {
    server.close();
    server = start(42, 2);
    ok("/v1/marketstatus/now");
    clock.advance(Duration.ofSeconds(20));
    ok("/v1/marketstatus/now");
    clock.advance(Duration.ofSeconds(10));

    HttpResponse<byte[]> refused = get("/v1/marketstatus/now");
    clock.advance(Duration.ofSeconds(30));
    HttpResponse<byte[]> later = get("/v1/marketstatus/now");
    HttpResponse<byte[]> refusedAgain = get("/v1/marketstatus/now");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isEqualTo(Optional.of("30"));
    assertThat(json(refused).get("error").asText())
        .startsWith("You've exceeded the maximum requests per minute");
    assertThat(later.statusCode()).isEqualTo(200);
    assertThat(refusedAgain.headers().firstValue("Retry-After")).isEqualTo(Optional.of("20"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "DELETE"})
  void onlyGetIsAnswered(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/v1/marketstatus/now"))
            .header("Authorization", "Bearer " + KEY)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();

    assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(405);
  }

  @Test
  void someTickersDoNotTradeOnSomeDays() {
    List<Integer> counts =
        List.of("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20").stream()
            .map(date -> rows(ok(GROUPED + date)).size())
            .distinct()
            .toList();

    assertThat(counts).hasSizeGreaterThan(1);
  }

  @Test
  void settingsNeverShowTheKey() {
    assertThat(new MarketSettings(KEY, 1, 0, clock).toString()).doesNotContain(KEY);
    assertThatThrownBy(() -> new MarketSettings(" ", 1, 0, clock)).hasMessageContaining("blank");
    assertThatThrownBy(() -> new MarketSettings(KEY, 1, -1, clock)).hasMessageContaining("-1");
  }

  private MarketServer start(long seed, int requestsPerMinute) {
    return MarketServer.start(new MarketSettings(KEY, seed, requestsPerMinute, clock));
  }

  /** A clock that the test moves. */
  private static final class MovableClock extends Clock {
    private volatile Instant now;

    MovableClock(Instant now) {
      this.now = now;
    }

    void set(String instant) {
      now = Instant.parse(instant);
    }

    void advance(Duration step) {
      set(now.plus(step).toString());
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return InstantSource.fixed(now).withZone(zone);
    }
  }
}
