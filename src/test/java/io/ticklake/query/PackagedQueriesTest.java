package io.ticklake.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.catalog.CatalogBeans;
import io.ticklake.catalog.CatalogConfig;
import io.ticklake.catalog.CatalogRoutes;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import io.ticklake.errors.RetryLater;
import io.ticklake.model.Landings;
import io.ticklake.query.QueryResult.Completeness;
import io.ticklake.testkit.StageContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What the packaged queries answer of a lake of known content that the catalogue stage has crawled.
 */
class PackagedQueriesTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final String LAST = TODAY.minusDays(1).toString();
  private static final String BEFORE = TODAY.minusDays(2).toString();

  @TempDir static Path dir;
  private static EmbeddedServices services;
  private static AwsClients aws;

  @BeforeAll
  static void fillAndCrawl() throws Exception {
    services = EmbeddedServices.start(plan());
    aws = new AwsClients(config());
    putBars(BEFORE, "('UP', 10.0, 100.0, 1), ('DOWN', 20.0, 200.0, 1), ('SAME', 5.0, 50.0, 1)");
    // UP was corrected: received twice, the later one is right.
    putBars(
        LAST,
        "('UP', 999.0, 999.0, 1), ('UP', 11.0, 110.0, 2), ('DOWN', 15.0, 210.0, 1), ('SAME', 5.0, 60.0, 1)");
    put(
        "indices/market=HSI/a.jsonl",
        """
        {"index":"HSI","date":"1986-12-31","close":2568.3}
        {"index":"HSI","date":"1987-01-02","close":2540.1}
        """
            .getBytes(UTF_8));
    put(
        "indices/market=NYA/a.jsonl",
        "{\"index\":\"NYA\",\"date\":\"1965-12-31\",\"close\":528.69}\n".getBytes(UTF_8));
    crawl();
  }

  @AfterAll
  static void stop() {
    aws.close();
    services.close();
  }

  @Test
  void dailySummaryComparesWithTheDayBeforeAndCountsACorrectedBarOnce() throws Exception {
    assertThat(ask("daily-summary").rows())
        .containsExactly(
            List.of(LAST, "3", "380", "1", "1", "-5.0"),
            Arrays.asList(BEFORE, "3", "350", "0", "0", null));
  }

  @Test
  void topMoversShowsGainsAndLossesOfTheLastDay() throws Exception {
    assertThat(ask("top-movers").rows())
        .containsExactly(
            List.of(LAST, "UP", "10.0", "11.0", "10.0", "110"),
            List.of(LAST, "DOWN", "20.0", "15.0", "-25.0", "210"));
  }

  @Test
  void freshnessSaysHowNewTheLakeIs() throws Exception {
    assertThat(ask("freshness").rows())
        .containsExactly(List.of(LAST, LAST + " 22:00:02.000", "2", "7"));
  }

  @Test
  void rowsByDayCountsRepeats() throws Exception {
    assertThat(ask("rows-by-day").rows())
        .containsExactly(List.of(LAST, "4", "3", "1"), List.of(BEFORE, "3", "3", "0"));
  }

  @Test
  void indexSummaryHasARowForEachIndex() throws Exception {
    assertThat(ask("index-summary").rows())
        .containsExactly(
            List.of("HSI", "2", "1986-12-31", "1987-01-02"),
            List.of("NYA", "1", "1965-12-31", "1965-12-31"));
  }

  @Test
  void aQueryThatFailsSaysAthenasReason() {
    assertThatThrownBy(() -> ask("mine", "SELECT nothing FROM bars", 10))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("Query 'mine' ended FAILED: COLUMN_NOT_FOUND")
        .hasMessageContaining("nothing");
  }

  @Test
  void aStatementThatIsNoneIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> ask("mine", "SELEC 1", 10))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("Athena refuses it: line 1:1");
  }

  @Test
  void anAbsentTableIsKnownAsSuch() {
    assertThatThrownBy(() -> ask("mine", "SELECT 1 FROM absent", 10))
        .hasMessageContaining("TABLE_NOT_FOUND");
  }

  @Test
  void moreRowsThanAPageAreFetchedAndALimitIsKept() throws Exception {
    String sql = "SELECT n FROM UNNEST(sequence(1, 2500)) AS t(n) ORDER BY n";

    assertThat(ask("mine", sql, 10_000).rows()).hasSize(2500).last().isEqualTo(List.of("2500"));
    assertThat(ask("mine", sql, 1200).rows()).hasSize(1200);
    assertThat(ask("mine", sql, 1200).completeness()).isEqualTo(Completeness.FIRST);
  }

  private static QueryResult ask(String name) throws Exception {
    return ask(name, Files.readString(Path.of("src/main/resources/sql", name + ".sql")), 100);
  }

  private static QueryResult ask(String name, String sql, int limit) throws Exception {
    QueryConfig config =
        new QueryConfig("primary", Duration.ofMillis(20), Duration.ofSeconds(30), limit);
    return new AthenaQuery(aws.athena(), config, Clock.systemUTC())
        .ask(name, sql, "ticklake", "s3://ticklake/_athena/", limit);
  }

  private static void crawl() throws Exception {
    Landings landings = new Landings();
    try (StageContext stage =
        new StageContext(
            Map.of(
                "ticklake.catalog.poll-interval", "100", "ticklake.catalog.poll-delay", "20ms"))) {
      stage.bind("glueClient", aws.glue());
      CatalogBeans beans = new CatalogBeans(new CatalogConfig("ticklake"), landings);
      beans.bindTo(stage::bind);
      stage.start(new CatalogRoutes(beans), "catalog.camel.yaml");
      await("the crawl").atMost(Duration.ofSeconds(60)).until(landings::isCatalogued);
    }
  }

  /**
   * A day's object; each value is ticker, close, volume and the second at which it was received.
   */
  private static void putBars(String day, String values) throws IOException, SQLException {
    Path file = dir.resolve(day + ".parquet");
    try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      statement.execute(
          """
          COPY (SELECT ticker, TIMESTAMP '%1$s 21:00:00' AS "timestamp", DATE '%1$s' AS trade_date,
                       close AS open, close AS high, close AS low, close, volume,
                       TIMESTAMP '%1$s 22:00:00' + to_seconds(second) AS ingested_at
                FROM (VALUES %2$s) AS t(ticker, close, volume, second))
          TO '%3$s' (FORMAT parquet, COMPRESSION zstd)
          """
              .formatted(day, values.replaceAll("(\\d+\\.\\d)", "$1::DOUBLE"), file));
    }
    put("bars/timespan=day/dt=" + day + "/a.parquet", Files.readAllBytes(file));
  }

  private static void put(String key, byte[] bytes) {
    aws.s3().putObject(r -> r.bucket("ticklake").key(key), RequestBody.fromBytes(bytes));
  }

  private static EmbeddedPlan plan() {
    return new EmbeddedPlan(
        Set.of(Service.S3, Service.GLUE, Service.ATHENA),
        dir.resolve("data"),
        "us-east-1",
        KEY,
        Optional.empty(),
        new EmbeddedPlan.Lake(
            "ticklake",
            "arn:aws:sns:us-east-1:000000000000:ticklake-objects",
            "data-team@example.com",
            "ticklake",
            "ticklake",
            List.of("bars/", "indices/"),
            "primary"),
        new EmbeddedPlan.Market("unused", 1, 60));
  }

  private static AwsConfig config() {
    Map<Service, String> at = services.addresses();
    return new AwsConfig(
        "us-east-1",
        Optional.of(KEY.id()),
        Optional.of(new Secret(KEY.secret())),
        Endpoint.parse(at.get(Service.S3)),
        Endpoint.parse("http://127.0.0.1:1"),
        Endpoint.parse(at.get(Service.GLUE)),
        Endpoint.parse(at.get(Service.ATHENA)));
  }
}
