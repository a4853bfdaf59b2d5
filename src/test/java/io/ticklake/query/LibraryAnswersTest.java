package io.ticklake.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ticklake.config.DataSize;
import io.ticklake.errors.RetryLater;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every packaged query over a lake of known content, against values computed in Java. */
class LibraryAnswersTest {
  private static final KnownBars BARS = new KnownBars(LocalDate.now(ZoneOffset.UTC));
  private static final ExpectedAnswers EXPECTED = new ExpectedAnswers(BARS);
  private static final Map<String, List<List<@Nullable Object>>> ANSWERS = answers();

  @TempDir static Path dir;
  private static TestLake lake;

  @BeforeAll
  static void fillAndCrawl() throws Exception {
    lake = new TestLake(dir);
    for (var day : BARS.versions.stream().collect(groupingBy(DailyBar::day)).entrySet()) {
      lake.putParquet(
          "bars/timespan=day/dt=" + day.getKey() + "/a.parquet",
          select(day.getKey(), "21:00:00", day.getValue()));
    }
    // Bars of a minute, which none of these queries may take for a day's.
    LocalDate last = BARS.weekday(1);
    lake.putParquet(
        "bars/timespan=minute/dt=" + last + "/a.parquet",
        select(last, "14:31:00", List.of(new DailyBar("ALFA", last, 9, 9, 9, 9, null, 0))));
    putIndex("RISE", "{'close':100.0},{'close':80.0},{'close':121.0}");
    putIndex("FALL", "{'close':50.0},{},{'close':40.0}");
    lake.crawl();
  }

  @AfterAll
  static void stop() {
    lake.close();
  }

  static List<String> names() {
    return new QueryLibrary(Path.of("absent"), QueryConfigs.TABLES)
        .list().queries().stream().map(LibraryQuery::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void answersWhatIsComputedWithoutSql(String name) throws Exception {
    List<List<@Nullable String>> rows =
        ask(name, name.equals("ticker-bars") ? Map.of("ticker", "DELT") : Map.of());

    assertThat(ANSWERS).as("expectations").containsKey(name);
    compare(rows, ANSWERS.get(name));
  }

  @Test
  void parametersChangeTheAnswer() throws Exception {
    compare(ask("daily-summary", Map.of("days", "30")), EXPECTED.dailySummary(30));
    compare(ask("top-movers", Map.of("top", "1")), EXPECTED.topMovers(14, 1));
    compare(
        ask("moving-averages", Map.of("short", "3", "long", "10", "days", "40")),
        EXPECTED.movingAverages(40, 3, 10));
    compare(ask("volatility", Map.of("top", "2", "days", "20")), EXPECTED.volatility(20, 2));
    compare(ask("volume-leaders", Map.of("top", "2")), EXPECTED.volumeLeaders(14, 2));
    compare(ask("gaps", Map.of("days", "45")), EXPECTED.gaps(45));
  }

  @Test
  void aPatternChoosesTickers() throws Exception {
    assertThat(ask("moving-averages", Map.of("ticker", "BRK.%")))
        .extracting(row -> row.get(0))
        .containsExactly("BRK.A");
  }

  @Test
  void aValueCannotLeaveItsPlace() throws Exception {
    assertThat(ask("moving-averages", Map.of("ticker", "x' OR '1' = '1"))).isEmpty();
    assertThat(ask("moving-averages", Map.of("ticker", "x' OR '%' --"))).isEmpty();
  }

  @Test
  void daysLimitAComparisonOfIndices() throws Exception {
    assertThat(ask("index-comparison", Map.of("from", "2020-01-02", "to", "2021-01-01")))
        .extracting(row -> row.subList(0, 3))
        .containsExactly(
            Arrays.asList("RISE", "2020-07-01", "2021-01-01"),
            Arrays.asList("FALL", "2021-01-01", "2021-01-01"));
  }

  @Test
  void aQueryThatReadsMoreThanItMayIsRefused() {
    BoundQuery query = lake.library().get("freshness").bind(Map.of());
    Question question =
        new Question(query, "ticklake", "s3://ticklake/_athena/", DataSize.parse("1KB"));

    assertThatThrownBy(() -> lake.ask(question, 10))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("'freshness' was stopped: it had read ")
        .hasMessageContaining("more than its limit of 1KB (1,024 bytes)")
        .hasMessageContaining("ticklake.query.scan-limit")
        .hasMessageContaining("QUERY_SCAN_LIMIT");
  }

  private static Map<String, List<List<@Nullable Object>>> answers() {
    Map<String, List<List<@Nullable Object>>> answers = new TreeMap<>();
    answers.put("daily-summary", EXPECTED.dailySummary(14));
    answers.put("duplicates", EXPECTED.duplicates(30));
    answers.put("freshness", withMinute(EXPECTED.freshness()));
    answers.put("gaps", EXPECTED.gaps(30));
    answers.put("index-comparison", indices());
    answers.put(
        "index-summary",
        List.of(
            Arrays.asList("FALL", 3, "2020-01-01", "2021-01-01"),
            Arrays.asList("RISE", 3, "2020-01-01", "2021-01-01")));
    answers.put("moving-averages", EXPECTED.movingAverages(45, 5, 20));
    answers.put("rows-by-day", minuteCounted(EXPECTED.rowsByDay(30)));
    answers.put("ticker-bars", EXPECTED.tickerBars("DELT"));
    answers.put("top-movers", EXPECTED.topMovers(14, 5));
    answers.put("volatility", EXPECTED.volatility(60, 20));
    answers.put("volume-leaders", EXPECTED.volumeLeaders(14, 10));
    return answers;
  }

  // The bar of a minute is a row too.
  private static List<List<@Nullable Object>> withMinute(List<List<@Nullable Object>> rows) {
    List<@Nullable Object> row = rows.get(0);
    return List.of(Arrays.asList(row.get(0), row.get(1), row.get(2), BARS.versions.size() + 1));
  }

  private static List<List<@Nullable Object>> minuteCounted(List<List<@Nullable Object>> rows) {
    List<@Nullable Object> first = rows.get(0);
    first.set(1, (Integer) first.get(1) + 1);
    return rows;
  }

  private static List<List<@Nullable Object>> indices() {
    // 366 days, of a leap year; the deepest fall of RISE is from 100 to 80.
    double year = 365.25 / 366;
    double rise = ExpectedAnswers.rounded(100 * (Math.pow(1.21, year) - 1), 2);
    double fall = ExpectedAnswers.rounded(100 * (Math.pow(0.8, year) - 1), 2);
    return List.of(
        Arrays.asList("RISE", "2020-01-01", "2021-01-01", 100.0, 121.0, 21.0, rise, -20.0),
        Arrays.asList("FALL", "2020-01-01", "2021-01-01", 50.0, 40.0, -20.0, fall, -20.0));
  }

  private static void putIndex(String index, String closes) {
    String[] rows = closes.replace('\'', '"').split(",(?=\\{)");
    String[] days = {"2020-01-01", "2020-07-01", "2021-01-01"};
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < days.length; i++) {
      String rest = rows[i].equals("{}") ? "}" : "," + rows[i].substring(1);
      lines.append("{\"index\":\"%s\",\"date\":\"%s\"%s\n".formatted(index, days[i], rest));
    }
    lake.put("indices/market=" + index + "/a.jsonl", lines.toString().getBytes(UTF_8));
  }

  private static String select(LocalDate day, String time, List<DailyBar> bars) {
    return """
        SELECT ticker, TIMESTAMP '%1$s %2$s' AS "timestamp", DATE '%1$s' AS trade_date,
               close AS open, high, low, close, volume, vwap,
               TIMESTAMP '%1$s 22:00:00' + to_seconds(second) AS ingested_at
        FROM (VALUES %3$s) AS t(ticker, high, low, close, volume, vwap, second)
        """
        .formatted(day, time, bars.stream().map(DailyBar::row).collect(joining(", ")));
  }

  private static List<List<@Nullable String>> ask(String name, Map<String, String> values)
      throws Exception {
    return lake.ask(lake.library().get(name).bind(values), 1000).rows();
  }

  private static void compare(
      List<List<@Nullable String>> rows, List<List<@Nullable Object>> expected) {
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(rows).as("rows: %s, expected: %s", rows, expected).hasSameSizeAs(expected);
    softly.assertThat(rows).isNotEmpty();
    for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
      softly.assertThat(rows.get(i)).hasSameSizeAs(expected.get(i));
      for (int j = 0; j < expected.get(i).size(); j++) {
        Object value = expected.get(i).get(j);
        String cell = rows.get(i).get(j);
        String place = "row %d, column %d of %s".formatted(i, j, rows);
        if (value instanceof Number number && cell != null) {
          softly
              .assertThat(Double.parseDouble(cell))
              .as(place)
              .isCloseTo(number.doubleValue(), within(1e-9));
        } else {
          softly.assertThat(cell).as(place).isEqualTo(value == null ? null : value.toString());
        }
      }
    }
    softly.assertAll();
  }
}
