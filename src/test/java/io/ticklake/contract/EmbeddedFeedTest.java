package io.ticklake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.embedded.EmbeddedServer;
import io.ticklake.embedded.market.LastSessionClock;
import io.ticklake.embedded.market.MarketFeed;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.testkit.FakeClock;
import io.ticklake.testkit.FeedClient;
import io.ticklake.testkit.StuckFeedClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded market's websocket, seen by the JDK's client, beside its REST answers. */
class EmbeddedFeedTest {
  private static final String KEY = "a-key-of-this-test";
  private static final Instant OPEN = Instant.parse("2026-11-20T14:30:00Z"); // a Friday
  private static final List<String> VALUES = List.of("o", "h", "l", "c", "v", "vw");

  private final FakeClock clock = new FakeClock("2026-11-20T14:30:02Z");
  private final MarketSettings settings =
      new MarketSettings(KEY, 42, 0, clock, MarketSettings.Plan.REAL_TIME);
  private EmbeddedServer feed;
  private MarketServer rest;

  @BeforeEach
  void start() {
    feed = MarketFeed.start(settings);
    rest = MarketServer.start(settings);
  }

  @AfterEach
  void close() {
    feed.close();
    rest.close();
  }

  @Test
  void greetsAuthenticatesAndTellsWhatWasSubscribed() {
    try (FeedClient client = FeedClient.connect(feed.address()).listen()) {
      assertThat(client.expectStatus("connected").path("simulated").asBoolean()).isTrue();
      client.say("{\"action\":\"auth\",\"params\":\"" + KEY + "\"}");
      client.expectStatus("auth_success");
      client.subscribe("AM.AAPL,AM.BRK.B");

      clock.advance(Duration.ofMinutes(1));

      List<JsonNode> bars = client.next(2);
      assertThat(bars).extracting(bar -> bar.path("sym").asText()).containsExactly("AAPL", "BRK.B");
      JsonNode bar = bars.get(0);
      assertThat(bar.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "ev", "sym", "av", "op", "v", "vw", "o", "c", "h", "l", "a", "z", "s", "e");
      assertThat(bar.path("s").asLong()).isEqualTo(OPEN.toEpochMilli());
      assertThat(bar.path("e").asLong()).isEqualTo(OPEN.plusSeconds(60).toEpochMilli());
    }
  }

  @Test
  void aWrongKeyIsToldAndClosed() throws Exception {
    try (FeedClient client = FeedClient.connect(feed.address()).listen()) {
      client.expectStatus("connected");
      client.say("{\"action\":\"auth\",\"params\":\"another\"}");

      client.expectStatus("auth_failed");
      assertThat(client.closed().get(5, TimeUnit.SECONDS)).startsWith("1008");
    }
  }

  @Test
  void newestMinutesAreThoseOfRestAndLateTradesAreToldAgain() throws Exception {
    try (FeedClient client = FeedClient.authenticated(feed.address(), KEY)) {
      client.subscribe("AM.*");
      Map<String, List<JsonNode>> told = new LinkedHashMap<>();

      for (int minute = 0; minute < 40; minute++) {
        clock.advance(Duration.ofMinutes(1));
        await("minute " + minute)
            .until(() -> note(client.drain(), told) > 0 || hasMinute(told, clock.instant()));
      }
      settle(client, told);

      assertThat(told.values().stream().filter(versions -> versions.size() > 1)).isNotEmpty();
      assertThat(told.values()).allMatch(versions -> versions.size() <= 2);
      for (String symbol : List.of("AAPL", "BRK.B", "MSFT", "ZTS")) {
        List<JsonNode> minutes = minutes(symbol);
        assertThat(minutes).as(symbol).isNotEmpty();
        for (JsonNode expected : minutes) {
          List<JsonNode> versions = told.get(symbol + expected.path("t").asLong());
          JsonNode newest = versions.get(versions.size() - 1);
          for (String value : VALUES) {
            assertThat(newest.path(value)).as(newest + " " + value).isEqualTo(expected.get(value));
          }
        }
      }
    }
  }

  @Test
  void secondsAddUpToTheirMinute() throws Exception {
    FakeClock opening = new FakeClock("2026-11-20T14:29:59Z");
    MarketSettings early = new MarketSettings(KEY, 42, 0, opening, MarketSettings.Plan.REAL_TIME);
    try (EmbeddedServer other = MarketFeed.start(early);
        FeedClient client = FeedClient.authenticated(other.address(), KEY)) {
      client.subscribe("A.AAPL");
      List<JsonNode> seconds = new ArrayList<>();
      opening.advance(Duration.ofSeconds(63));
      clock.setTo(opening.instant().toString());
      await("seconds").until(() -> !seconds.addAll(client.drain()) && seconds.size() >= 6);

      JsonNode minute = minutes("AAPL").get(0);
      assertThat(seconds.stream().mapToDouble(bar -> bar.path("v").asDouble()).sum())
          .isEqualTo(minute.path("v").asDouble());
      assertThat(seconds.get(0).path("o").asDouble()).isEqualTo(minute.path("o").asDouble());
      assertThat(seconds.get(seconds.size() - 1).path("c").asDouble())
          .isEqualTo(minute.path("c").asDouble());
      assertThat(seconds.stream().mapToDouble(bar -> bar.path("h").asDouble()).max())
          .hasValue(minute.path("h").asDouble());
      assertThat(seconds).allMatch(bar -> bar.path("e").asLong() - bar.path("s").asLong() == 1000);
    }
  }

  @Test
  void unsubscribedTopicsAreNotToldAnyMore() {
    try (FeedClient client = FeedClient.authenticated(feed.address(), KEY)) {
      client.subscribe("AM.AAPL,AM.MSFT");
      client.say("{\"action\":\"unsubscribe\",\"params\":\"AM.AAPL\"}");
      client.expectStatus("success");

      clock.advance(Duration.ofMinutes(1));

      assertThat(client.next().path("sym").asText()).isEqualTo("MSFT");
    }
  }

  @Test
  void aFurtherConnectionOfTheKeyClosesTheOlder() throws Exception {
    try (FeedClient older = FeedClient.authenticated(feed.address(), KEY);
        FeedClient newer = FeedClient.authenticated(feed.address(), KEY)) {
      older.expectStatus("max_connections");
      assertThat(older.closed().get(5, TimeUnit.SECONDS)).startsWith("1008");
      newer.subscribe("AM.AAPL");

      clock.advance(Duration.ofMinutes(1));

      assertThat(newer.next().path("sym").asText()).isEqualTo("AAPL");
    }
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    try (StuckFeedClient client = StuckFeedClient.subscribed(feed.address(), KEY)) {
      clock.advance(Duration.ofMinutes(350)); // 34 MB for somebody who takes nothing

      await("the end of the connection").atMost(Duration.ofSeconds(30)).until(client::isCutOff);
    }
  }

  @Test
  void nothingIsToldOutsideTradingHours() {
    clock.setTo("2026-11-21T15:00:00Z"); // a Saturday
    try (FeedClient client = FeedClient.authenticated(feed.address(), KEY)) {
      client.subscribe("AM.*,A.*");

      clock.advance(Duration.ofMinutes(5));

      // Some of the looks that the server takes every 50 ms.
      await("silence")
          .during(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(10))
          .until(() -> client.drain().isEmpty());
    }
  }

  @Test
  void theLastSessionIsToldAtAnyHour() {
    FakeClock saturday = new FakeClock("2026-11-21T15:00:00Z");
    MarketSettings demonstration = new MarketSettings(KEY, 42, 0, new LastSessionClock(saturday));
    try (EmbeddedServer other = MarketFeed.start(demonstration);
        FeedClient client = FeedClient.authenticated(other.address(), KEY)) {
      client.subscribe("AM.AAPL");

      saturday.advance(Duration.ofSeconds(2));

      assertThat(client.next().path("s").asLong()).isEqualTo(OPEN.toEpochMilli());
    }
  }

  @Test
  void pingsAreAnswered() throws Exception {
    try (FeedClient client = FeedClient.connect(feed.address()).listen()) {
      assertThat(client.ping().get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "[]",
        "{}",
        "{\"action\":\"dance\"}",
        "{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}",
        "{\"action\":\"subscribe\",\"params\":\"\"}"
      })
  void badCommandsAreAnsweredAndHarmNothing(String command) {
    try (FeedClient client = FeedClient.authenticated(feed.address(), KEY)) {
      client.say(command);

      client.expectStatus("error");
      client.subscribe("AM.AAPL");
    }
  }

  @Test
  void nothingIsToldWithoutTheKey() {
    try (FeedClient client = FeedClient.connect(feed.address()).listen()) {
      client.expectStatus("connected");
      client.say("{\"action\":\"subscribe\",\"params\":\"AM.*\"}");

      client.expectStatus("error");
    }
  }

  @Test
  void otherPathsAreRefused() {
    assertThatThrownBy(() -> FeedClient.connect(feed.address().replace("/stocks", "/crypto")))
        .hasMessageContaining("WebSocketHandshakeException");
  }

  private void settle(FeedClient client, Map<String, List<JsonNode>> told) {
    await("quiet")
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(10))
        .until(() -> note(client.drain(), told) == 0);
  }

  private static int note(List<JsonNode> heard, Map<String, List<JsonNode>> told) {
    heard.forEach(
        bar ->
            told.computeIfAbsent(
                    bar.path("sym").asText() + bar.path("s").asLong(), key -> new ArrayList<>())
                .add(bar));
    return heard.size();
  }

  private static boolean hasMinute(Map<String, List<JsonNode>> told, Instant now) {
    long start = now.toEpochMilli() / 60_000 * 60_000 - 60_000;
    return told.containsKey("AAPL" + start);
  }

  private List<JsonNode> minutes(String symbol) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    rest.address()
                        + "/v2/aggs/ticker/"
                        + symbol
                        + "/range/1/minute/2026-11-20/2026-11-20"))
            .header("Authorization", "Bearer " + KEY)
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    List<JsonNode> rows = new ArrayList<>();
    new ObjectMapper().readTree(response.body()).path("results").forEach(rows::add);
    return rows;
  }
}
