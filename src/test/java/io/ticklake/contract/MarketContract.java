package io.ticklake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What any market API that ingest talks to promises, the vendor's or ours: paths, envelopes,
 * paging, errors. The dates are chosen so that they hold whenever it runs: 2026-11-20 was a usual
 * Friday, 2025-11-28 a half day, 2025-12-25 a holiday.
 */
abstract class MarketContract {
  static final String GROUPED = "/v2/aggs/grouped/locale/us/market/stocks/";
  static final String SNAPSHOTS = "/v2/snapshot/locale/us/markets/stocks/tickers";

  private static final ObjectMapper JSON = new ObjectMapper();

  final HttpClient http = HttpClient.newHttpClient();

  /** Where it listens, without a slash at the end. */
  abstract String address();

  /** A key that it accepts. */
  abstract String apiKey();

  @Test
  void groupedDailyHasOneRowForEachTicker() {
    JsonNode body = ok(GROUPED + "2026-11-20?adjusted=true");

    assertThat(body.get("status").asText()).isEqualTo("OK");
    assertThat(body.get("adjusted").asBoolean()).isTrue();
    assertThat(body.get("request_id").asText()).isNotBlank();
    List<JsonNode> rows = rows(body);
    assertThat(rows).hasSizeGreaterThan(500);
    assertThat(body.get("queryCount").asInt()).isEqualTo(rows.size());
    assertThat(body.get("resultsCount").asInt()).isEqualTo(rows.size());
    assertThat(rows)
        .extracting(row -> row.get("T").asText())
        .doesNotHaveDuplicates()
        .contains("BRK.B", "AAPL");
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.get("t").asLong()).isEqualTo(1_795_208_400_000L));
    assertThat(rows).allSatisfy(MarketContract::isSound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21", "2026-11-22", "2025-12-25", "2099-01-05"})
  void daysWithoutTradingAreEmptyAndNoError(String date) {
    JsonNode body = ok(GROUPED + date);

    assertThat(body.get("status").asText()).isEqualTo("OK");
    assertThat(body.get("resultsCount").asInt()).isZero();
    assertThat(body.path("results").size()).isZero();
  }

  @Test
  void rangeAndGroupedAndOpenCloseAgreeOnADay() {
    JsonNode grouped =
        rows(ok(GROUPED + "2025-11-28")).stream()
            .filter(row -> row.get("T").asText().equals("MSFT"))
            .findFirst()
            .orElseThrow();

    JsonNode daily = rows(ok("/v2/aggs/ticker/MSFT/range/1/day/2025-11-28/2025-11-28")).get(0);
    JsonNode flat = ok("/v1/open-close/MSFT/2025-11-28");

    for (String field : List.of("o", "h", "l", "c", "v", "vw", "n")) {
      assertThat(daily.get(field)).as(field).isEqualTo(grouped.get(field));
    }
    // Daily range bars start at midnight in New York, grouped ones carry 16:00.
    assertThat(daily.get("t").asLong()).isEqualTo(1_764_306_000_000L);
    assertThat(daily.has("T")).isFalse();
    assertThat(grouped.get("t").asLong()).isEqualTo(1_764_363_600_000L);
    assertThat(flat.get("symbol").asText()).isEqualTo("MSFT");
    assertThat(flat.get("from").asText()).isEqualTo("2025-11-28");
    assertThat(flat.get("close")).isEqualTo(grouped.get("c"));
    assertThat(flat.get("volume")).isEqualTo(grouped.get("v"));
  }

  @Test
  void minutesAddUpToTheDay() {
    List<JsonNode> minutes = rows(ok("/v2/aggs/ticker/AAPL/range/1/minute/2025-11-28/2025-11-28"));
    JsonNode day = rows(ok("/v2/aggs/ticker/AAPL/range/1/day/2025-11-28/2025-11-28")).get(0);

    // A half day: 09:30 to 13:00.
    assertThat(minutes).hasSize(210);
    assertThat(minutes.get(0).get("t").asLong()).isEqualTo(1_764_340_200_000L);
    assertThat(minutes.get(209).get("t").asLong()).isEqualTo(1_764_352_740_000L);
    assertThat(day.get("o")).isEqualTo(minutes.get(0).get("o"));
    assertThat(day.get("c")).isEqualTo(minutes.get(209).get("c"));
    assertThat(day.get("h").asDouble())
        .isEqualTo(
            minutes.stream().mapToDouble(row -> row.get("h").asDouble()).max().orElseThrow());
    assertThat(day.get("l").asDouble())
        .isEqualTo(
            minutes.stream().mapToDouble(row -> row.get("l").asDouble()).min().orElseThrow());
    assertThat(day.get("v").asDouble())
        .isCloseTo(
            minutes.stream().mapToDouble(row -> row.get("v").asDouble()).sum(), within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void pagesOfARangeJoinToTheWholeRange(String sort) {
    String range = "/v2/aggs/ticker/AAPL/range/5/minute/2025-11-24/2025-12-02?sort=" + sort;
    List<JsonNode> whole = rows(ok(range + "&limit=50000"));

    List<List<JsonNode>> pages = pages(range + "&limit=400");

    assertThat(pages).hasSizeGreaterThan(3);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(whole);
    // Monday to Tuesday of the next week: five usual days and a half one; Thanksgiving is between.
    assertThat(whole).hasSize(5 * 78 + 42);
    List<Long> times = whole.stream().map(row -> row.get("t").asLong()).toList();
    assertThat(times)
        .isSortedAccordingTo(
            sort.equals("asc") ? (a, b) -> Long.compare(a, b) : (a, b) -> Long.compare(b, a));
  }

  @ParameterizedTest
  @CsvSource({
    "2/day, 2025-06-04, 23",
    "3/day, 2025-06-04, 23",
    "1/week, 2025-06-04, 23",
    "2/week, 2025-06-04, 23",
    "1/month, 2025-06-04, 23",
    "1/quarter, 2025-01-02, 23",
    "90/minute, 2025-11-04, 500",
    "2/hour, 2025-10-30, 500",
  })
  void pagesOfAnyWidthJoinToTheWholeRange(String width, String from, int limit) {
    for (String sort : List.of("asc", "desc")) {
      String range =
          "/v2/aggs/ticker/BRK.B/range/%s/%s/2025-11-13?sort=%s".formatted(width, from, sort);
      List<JsonNode> whole = rows(ok(range + "&limit=50000"));

      List<List<JsonNode>> pages = pages(range + "&limit=" + limit);

      assertThat(pages).as(range).hasSizeGreaterThan(1);
      assertThat(pages.stream().flatMap(List::stream).toList()).as(range).isEqualTo(whole);
    }
  }

  @Test
  void weeksStartOnSundayAndMonthsOnTheFirst() {
    List<JsonNode> weeks = rows(ok("/v2/aggs/ticker/AAPL/range/1/week/2025-11-05/2025-11-12"));
    List<JsonNode> months = rows(ok("/v2/aggs/ticker/AAPL/range/1/month/2025-10-20/2025-11-12"));

    assertThat(weeks)
        .extracting(row -> row.get("t").asLong())
        .containsExactly(1_762_056_000_000L, 1_762_664_400_000L);
    assertThat(months)
        .extracting(row -> row.get("t").asLong())
        .containsExactly(1_759_291_200_000L, 1_761_969_600_000L);
  }

  @Test
  void rangesTakeMilliseconds() {
    List<JsonNode> rows =
        rows(ok("/v2/aggs/ticker/AAPL/range/1/minute/1764340200000/1764340320000"));

    assertThat(rows).hasSize(3);
  }

  @Test
  void previousCloseIsOneNamedBar() {
    JsonNode body = ok("/v2/aggs/ticker/AAPL/prev");

    assertThat(body.get("ticker").asText()).isEqualTo("AAPL");
    assertThat(rows(body))
        .singleElement()
        .satisfies(row -> assertThat(row.get("T").asText()).isEqualTo("AAPL"));
  }

  @Test
  void snapshotsCanBeAskedForOneSomeAndAll() {
    JsonNode one = ok(SNAPSHOTS + "/AAPL").get("ticker");
    JsonNode some = ok(SNAPSHOTS + "?tickers=AAPL,BRK.B,NOSUCH");
    JsonNode all = ok(SNAPSHOTS);

    assertThat(one.get("ticker").asText()).isEqualTo("AAPL");
    assertThat(one.at("/day").has("vw")).isTrue();
    assertThat(one.at("/prevDay").has("c")).isTrue();
    assertThat(one.get("updated").asLong())
        .as("nanoseconds")
        .isGreaterThan(1_000_000_000_000_000_000L);
    assertThat(some.get("tickers"))
        .extracting(ticker -> ticker.get("ticker").asText())
        .containsExactly("AAPL", "BRK.B");
    assertThat(some.get("count").asInt()).isEqualTo(2);
    assertThat(all.get("tickers").size()).isGreaterThan(500);
  }

  @Test
  void lastTradeIsOneObject() {
    JsonNode trade = ok("/v2/last/trade/AAPL").get("results");

    assertThat(trade.get("T").asText()).isEqualTo("AAPL");
    assertThat(trade.get("p").asDouble()).isPositive();
    assertThat(trade.get("t").asLong()).as("nanoseconds").isGreaterThan(1_000_000_000_000_000_000L);
  }

  @Test
  void referenceTickersArePaged() {
    List<List<JsonNode>> pages = pages("/v3/reference/tickers?market=stocks&active=true&limit=200");

    List<String> symbols =
        pages.stream().flatMap(List::stream).map(ticker -> ticker.get("ticker").asText()).toList();
    assertThat(symbols).hasSizeGreaterThan(500).doesNotHaveDuplicates().contains("BRK.B");
    assertThat(pages.get(0)).hasSize(200);
    assertThat(pages.get(0).get(0).get("locale").asText()).isEqualTo("us");
  }

  @Test
  void marketStatusSaysNowAndWhatComes() {
    JsonNode now = ok("/v1/marketstatus/now");
    JsonNode upcoming = ok("/v1/marketstatus/upcoming");

    assertThat(now.get("market").asText()).isIn("open", "closed", "extended-hours");
    assertThat(now.get("serverTime").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d-0[45]:00");
    assertThat(upcoming.isArray()).isTrue();
    assertThat(upcoming)
        .isNotEmpty()
        .allSatisfy(day -> assertThat(day.get("status").asText()).isIn("closed", "early-close"));
  }

  @Test
  void theKeyMayStandInTheQuery() {
    HttpResponse<byte[]> response =
        send(HttpRequest.newBuilder(uri("/v1/marketstatus/now?apiKey=" + apiKey())));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongKeyIsRefused() {
    HttpResponse<byte[]> response =
        send(
            HttpRequest.newBuilder(uri("/v1/marketstatus/now"))
                .header("Authorization", "Bearer wrong"));

    assertThat(response.statusCode()).isEqualTo(401);
    JsonNode body = json(response);
    assertThat(body.get("status").asText()).isEqualTo("ERROR");
    assertThat(body.get("error").asText()).isEqualTo("Unknown API Key");
    assertThat(body.get("request_id").asText()).isNotBlank();
  }

  @Test
  void aMissingKeyIsRefused() {
    HttpResponse<byte[]> response = send(HttpRequest.newBuilder(uri("/v1/marketstatus/now")));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(json(response).get("status").asText()).isEqualTo("ERROR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/nothing",
        "/v1/open-close/AAPL/2026-11-21",
        "/v1/open-close/NOSUCH/2026-11-20",
        SNAPSHOTS + "/aapl"
      })
  void whatIsNotThereIsNotFound(String path) {
    HttpResponse<byte[]> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("status").asText()).isEqualTo("NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GROUPED + "2026-13-01",
        GROUPED + "yesterday",
        GROUPED + "2026-11-20?adjusted=maybe",
        "/v2/aggs/ticker/AAPL/range/0/day/2026-11-19/2026-11-20",
        "/v2/aggs/ticker/AAPL/range/1/fortnight/2026-11-19/2026-11-20",
        "/v2/aggs/ticker/AAPL/range/1/day/2026-11-20/2026-11-19",
        "/v2/aggs/ticker/AAPL/range/1/day/2026-11-19/2026-11-20?limit=50001",
        "/v2/aggs/ticker/AAPL/range/1/day/2026-11-19/2026-11-20?sort=up",
        "/v2/aggs/ticker/AAPL/range/1/day/2026-11-19/2026-11-20?cursor=*",
        "/v3/reference/tickers?limit=0",
      })
  void malformedParametersAreNamed(String path) {
    HttpResponse<byte[]> response = get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("status").asText()).isEqualTo("ERROR");
    assertThat(json(response).get("error").asText()).contains("'");
  }

  @Test
  void answersAreCompressedOnRequest() throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(GROUPED + "2026-11-20"))
            .header("Authorization", "Bearer " + apiKey())
            .header("Accept-Encoding", "gzip");

    HttpResponse<byte[]> response = send(request);

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(rows(JSON.readTree(text))).hasSizeGreaterThan(500);
    }
  }

  /** The body of a 200. */
  JsonNode ok(String path) {
    HttpResponse<byte[]> response = get(path);
    assertThat(response.statusCode()).as(() -> path + ": " + json(response)).isEqualTo(200);
    return json(response);
  }

  HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + apiKey()));
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> rows(JsonNode body) {
    return StreamSupport.stream(body.path("results").spliterator(), false).toList();
  }

  private List<List<JsonNode>> pages(String path) {
    List<List<JsonNode>> pages = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      assertThat(pages.size()).as("pages end").isLessThan(200);
      JsonNode body = ok(next);
      pages.add(rows(body));
      String url = body.path("next_url").asText();
      assertThat(url).doesNotContain(apiKey());
      next = url.isEmpty() ? "" : url.substring(address().length());
    }
    return pages;
  }

  private static void isSound(JsonNode row) {
    assertThat(row.get("l").asDouble()).isPositive().isLessThanOrEqualTo(row.get("o").asDouble());
    assertThat(row.get("h").asDouble()).isGreaterThanOrEqualTo(row.get("c").asDouble());
    assertThat(row.get("v").asDouble()).isPositive();
    assertThat(row.get("vw").asDouble())
        .isBetween(row.get("l").asDouble(), row.get("h").asDouble());
  }

  private URI uri(String path) {
    return URI.create(address() + path);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
