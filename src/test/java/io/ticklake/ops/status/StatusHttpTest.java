package io.ticklake.ops.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.ops.console.RawHttp;
import io.ticklake.ops.console.RawHttp.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the status page's paths answer, and what they refuse. */
class StatusHttpTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static StatusProgram program;
  private static RawHttp http;

  @BeforeAll
  static void start() throws Exception {
    program = StatusProgram.start();
    http = new RawHttp(program.port());
    await("the port answers").ignoreExceptions().until(() -> http.get("/").status() == 200);
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/status/style.css, text/css",
    "/status/app.js, text/javascript",
    "/status/chart.js, text/javascript",
    "/status/icon.svg, image/svg+xml",
    "/status.json, application/json"
  })
  void everythingIsServedWithAStrictPolicy(String path, String type) throws IOException {
    Answer answer = http.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.has("Content-Type: " + type)).isTrue();
    assertThat(answer.has("Content-Security-Policy: default-src 'none'; script-src 'self';"))
        .isTrue();
    assertThat(answer.head()).doesNotContain("unsafe-inline", "Access-Control");
    assertThat(answer.has("X-Content-Type-Options: nosniff")).isTrue();
    assertThat(answer.has("X-Frame-Options: DENY")).isTrue();
  }

  @Test
  void thePageAsksNobodyElse() throws IOException {
    String page = http.get("/").body() + http.get("/status/style.css").body();
    String scripts = http.get("/status/app.js").body() + http.get("/status/chart.js").body();

    assertThat(page).doesNotContain("http://", "https://", "style=\"", "<style", "onclick");
    // A name of a language, not an address.
    assertThat(scripts.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://", "https://", "innerHTML");
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws IOException {
    String head = http.get("/status/app.js").head();
    String tag = head.replaceAll("(?si).*etag: (\"[0-9a-f]+\").*", "$1");

    Answer again = http.get("/status/app.js", "If-None-Match: " + tag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(http.get("/status/app.js", "Accept-Encoding: gzip").has("Content-Encoding: gzip"))
        .isTrue();
    assertThat(http.send("HEAD", "/", "").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/status/../application.properties",
        "/status/..%2fapplication.properties",
        "/status/%2e%2e/application.properties",
        "/status/%2e%2e%2fapplication.properties",
        "/status/..%5capplication.properties",
        "/status/..\\application.properties",
        "/status/%252e%252e%252fapplication.properties",
        "/status/%c0%ae%c0%ae/application.properties",
        "/status//etc/passwd",
        "/status/%2fetc%2fpasswd",
        "//etc/passwd",
        "/status/file:///etc/passwd",
        "/status/../io/ticklake/ops/health/cures.properties",
        "/status/index.html",
        "/status/",
        "/application.properties",
        "/../../etc/passwd"
      })
  void nothingElseIsServed(String path) throws IOException {
    Answer answer = http.get(path);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("ticklake.", "root:", "MARKET_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status.json", "/status/events", "/status/app.js"})
  void pagesFromElsewhereGetNothing(String path) throws IOException {
    assertThat(http.get(path, "Host: evil.example").status()).isEqualTo(421);
    assertThat(http.get(path, "Origin: http://evil.example").status()).isEqualTo(403);
    assertThat(http.get(path, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors").status())
        .isEqualTo(403);
    assertThat(http.post(path, "").status()).isIn(404, 405);
  }

  @Test
  void theSnapshotHasWhatThePageShows() throws Exception {
    program.land("bars/timespan=day/dt=2026-11-20/market.bars.v1+ab+0+1.parquet", 137);
    program.answers.give(
        StatusProgram.answer(
            "freshness",
            List.of(
                new io.ticklake.model.Answer.Column(
                    "latest_trade_date", io.ticklake.model.Answer.Kind.TEXT)),
            List.of(List.of("2026-11-19"))));
    await("a snapshot that is new")
        .until(() -> snapshot().at("/freshness/objects").asInt() == program.landings.objects());

    JsonNode json = snapshot();

    assertThat(json.path("stages")).hasSize(4);
    assertThat(json.findValuesAsText("name")).contains("ingest", "archive", "catalog", "query");
    for (JsonNode stage : json.path("stages")) {
      assertThat(stage.path("state").asText()).isEqualTo("UP");
      assertThat(stage.path("headline").path("name").asText()).isNotEmpty();
      assertThat(stage.path("facts")).hasSize(2);
      assertThat(stage.path("events").isArray()).isTrue();
    }
    assertThat(json.at("/objects/0/records").asInt()).isEqualTo(137);
    assertThat(json.at("/objects/0/at").asText()).endsWith("Z");
    assertThat(json.at("/freshness/newestBar").asText()).isEqualTo("2026-11-20");
    assertThat(json.at("/answer/rows/0/0").asText()).isEqualTo("2026-11-19");
    assertThat(json.at("/answer/dollars").decimalValue()).isEqualByComparingTo("0.000048");
    assertThat(json.path("problems").isArray()).isTrue();
  }

  private static JsonNode snapshot() throws IOException {
    return JSON.readTree(http.get("/status.json").body());
  }

  @Test
  void theStreamBeginsWithASnapshotAndGoesOn() throws IOException {
    try (OpenPage page = new OpenPage()) {
      assertThat(page.head()).contains("200 OK").containsIgnoringCase("text/event-stream");
      assertThat(page.event()).isEqualTo("event: snapshot");
      assertThat(page.event()).isIn("event: tick", "event: snapshot");
    }
  }

  @Test
  void theNumberOfOpenPagesIsLimitedAndPlacesBecomeFree() throws IOException {
    List<OpenPage> pages = new ArrayList<>();
    try {
      String last;
      do {
        OpenPage page = new OpenPage();
        pages.add(page);
        last = page.head();
      } while (last.contains("200 OK") && pages.size() < 40);
      assertThat(pages).hasSizeBetween(15, 17);
      assertThat(last).contains("503").containsIgnoringCase("Retry-After");
    } finally {
      for (OpenPage page : pages) {
        page.close();
      }
    }

    await("a free place")
        .until(
            () -> {
              try (OpenPage page = new OpenPage()) {
                return page.head().contains("200 OK");
              }
            });
  }

  @Test
  void aChartIsAskedOnceAndBoundNotPasted() throws IOException {
    program.questions.clear();

    JsonNode chart = JSON.readTree(ask("AAPL").body());
    ask("AAPL");

    assertThat(chart.path("bars")).hasSize(90);
    assertThat(chart.at("/bars/0/day").asText()).isEqualTo("2026-07-01");
    assertThat(chart.at("/bars/0/high").asDouble())
        .isGreaterThan(chart.at("/bars/0/low").asDouble());
    assertThat(program.questions).hasSize(1);
    assertThat(program.questions.get(0).query()).isEqualTo("ticker-bars");
    assertThat(program.questions.get(0).values()).containsEntry("ticker", "AAPL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%27%20OR%201=1",
        "A%3BB",
        "A%0aB",
        "AAPL%20",
        "%25",
        "ABCDEFGHIJKLMNOPQRSTU",
        "(a)"
      })
  void whatIsNoTickerIsRefused(String ticker) throws IOException {
    program.questions.clear();

    Answer answer = ask(ticker);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("message").asText()).contains("ticker");
    assertThat(program.questions).isEmpty();
  }

  @Test
  void aQueryThatFailsSaysWhy() throws IOException {
    Answer failed = ask("FAIL");
    Answer early = ask("SOON");

    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.body()).contains("ended FAILED: no such table");
    assertThat(early.status()).isEqualTo(404);
    assertThat(early.body()).contains("no table of bars yet");
  }

  @Test
  void aLinkOrAForeignPageCostsNoQuery() throws IOException {
    program.questions.clear();

    assertThat(http.get("/status/bars?ticker=MSFT").status()).isEqualTo(405);
    assertThat(http.post("/status/bars?ticker=MSFT", "", "Sec-Fetch-Site: cross-site").status())
        .isEqualTo(403);
    assertThat(http.post("/status/bars?ticker=MSFT", "", "Origin: http://evil.example").status())
        .isEqualTo(403);
    assertThat(program.questions).isEmpty();
  }

  private static Answer ask(String ticker) throws IOException {
    return http.post("/status/bars?ticker=" + ticker, "");
  }

  /** A stream of events, read by hand. */
  private static final class OpenPage implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), program.port());
    private final BufferedReader in;

    OpenPage() throws IOException {
      socket.setSoTimeout(10_000);
      String request =
          "GET /status/events HTTP/1.1\r\nHost: 127.0.0.1:" + program.port() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      return head.toString();
    }

    String event() throws IOException {
      String line = in.readLine();
      while (!line.startsWith("event: ")) {
        line = in.readLine();
      }
      return line;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
