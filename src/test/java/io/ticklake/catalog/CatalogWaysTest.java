package io.ticklake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.LogLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** The three ways to keep the catalogue, over one lake, asked through Athena. */
class CatalogWaysTest {
  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM bars",
          "SELECT dt, count(*), sum(close), max(transactions) FROM bars GROUP BY dt",
          "SELECT ticker, close FROM bars WHERE timespan = 'day' AND dt BETWEEN '2026-11-18' AND '2026-11-19'",
          "SELECT DISTINCT timespan, dt FROM bars WHERE close > 10.5",
          "SELECT b.ticker, count(*) FROM bars b JOIN bars c ON b.ticker = c.ticker GROUP BY b.ticker",
          "SELECT \"index\", \"date\", close, market FROM indices",
          "SELECT market, min(\"date\"), avg(close) FROM indices GROUP BY market");

  @RegisterExtension final LogLines log = new LogLines(CatalogRoutes.class.getPackage());
  @TempDir Path dir;
  private LakeBed lake;

  @BeforeEach
  void fill() throws Exception {
    lake = new LakeBed(dir);
    for (String day : List.of("2026-11-17", "2026-11-18", "2026-11-19")) {
      lake.landBars(
          day,
          LakeBed.PARQUET,
          "'AAA' AS ticker, 10.5::DOUBLE AS close, 7::BIGINT AS transactions");
      lake.landBars(
          day,
          LakeBed.PARQUET,
          "'BBB' AS ticker, 11.5::DOUBLE AS close, NULL::BIGINT AS transactions");
    }
    lake.landIndices(
        "HSI",
        "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"open\":1.5,\"high\":1.5,\"low\":1.5,\"close\":2568.3,\"adj_close\":1.5,\"volume\":0.5,\"close_usd\":1.5}\n");
    lake.landIndices(
        "NYA",
        "{\"index\":\"NYA\",\"date\":\"1965-12-31\",\"open\":1.5,\"high\":1.5,\"low\":1.5,\"close\":528.69,\"adj_close\":1.5,\"volume\":0.5,\"close_usd\":1.5}\n");
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void allThreeWaysGiveTheSameAnswers() throws Exception {
    Map<String, List<Set<List<String>>>> answers = new LinkedHashMap<>();
    for (String mode : List.of("crawler", "partitions", "projection")) {
      start(mode);
      answers.put(mode, answers());
      lake.stop();
      lake.drop("bars");
      lake.drop("indices");
    }

    assertThat(answers.get("crawler")).allSatisfy(rows -> assertThat(rows).isNotEmpty());
    assertThat(answers.get("partitions")).isEqualTo(answers.get("crawler"));
    assertThat(answers.get("projection")).isEqualTo(answers.get("crawler"));
  }

  @Test
  void aTableOfTheCrawlerIsTakenOverByTheOtherWays() throws Exception {
    start("crawler");
    List<Set<List<String>>> before = answers();
    for (String mode : List.of("partitions", "projection", "partitions")) {
      start(mode);
      assertThat(answers()).as(mode).isEqualTo(before);
    }
    assertThat(log.at(Level.ERROR)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crawler", "partitions", "projection"})
  void aNewFieldAppearsWhileAQueryRunsAgainAndAgainWithoutFailing(String mode) throws Exception {
    start(mode);
    List<Exception> failures = new CopyOnWriteArrayList<>();
    List<Integer> counts = new CopyOnWriteArrayList<>();
    var timer = Executors.newSingleThreadScheduledExecutor();
    timer.scheduleWithFixedDelay(
        () -> {
          try {
            counts.add(lake.query("SELECT ticker, close, dt FROM bars WHERE close > 1").size());
          } catch (Exception e) {
            failures.add(e);
          }
        },
        0,
        100,
        TimeUnit.MILLISECONDS);
    await("a query before the new field").until(() -> !counts.isEmpty());

    lake.landBars(
        "2026-11-20",
        LakeBed.PARQUET_WITH_VWAP,
        "'AAA' AS ticker, 12.5::DOUBLE AS close, 7::BIGINT AS transactions, 12.25::DOUBLE AS vwap");

    await("the column")
        .atMost(Duration.ofSeconds(30))
        .until(() -> columns("bars").contains("vwap"));
    await("a query that sees the new object")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !counts.isEmpty() && counts.get(counts.size() - 1) == 7);
    // A query under way ends by itself: an interrupted one would count as failed.
    timer.shutdown();
    assertThat(timer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).isEmpty();
    assertThat(counts).isSorted().hasSizeGreaterThan(1);
    assertThat(lake.query("SELECT count(*) FROM bars WHERE vwap IS NULL"))
        .containsExactly(List.of("6"));
    assertThat(lake.query("SELECT vwap FROM bars WHERE dt = '2026-11-20'"))
        .containsExactly(List.of("12.25"));
  }

  @Test
  void whatIsRegisteredIsNotReadAgainAfterARestart() throws Exception {
    start("partitions");
    Table before = table("bars");
    start("partitions");

    assertThat(table("bars").versionId()).isEqualTo(before.versionId());
    assertThat(before.parameters()).containsEntry("ticklake.ledger.AAAAAAAAAAAAAAAAAAAAAQ.0", "5");
  }

  @Test
  void aTableThatWasDroppedIsMadeAnewFromTheLedger() throws Exception {
    start("partitions");
    lake.drop("bars");
    lake.landBars(
        "2026-11-20",
        LakeBed.PARQUET,
        "'AAA' AS ticker, 12.5::DOUBLE AS close, 7::BIGINT AS transactions");

    await("all rows")
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> lake.query("SELECT * FROM bars").size() == 7);
  }

  @Test
  void aTableOfSomebodyElseIsLeftAloneAndTheOthersAreMade() throws Exception {
    lake.aws
        .glue()
        .createTable(
            r ->
                r.databaseName("ticklake")
                    .tableInput(
                        t ->
                            t.name("bars")
                                .tableType("EXTERNAL_TABLE")
                                .parameters(Map.of("classification", "parquet"))
                                .partitionKeys(column("timespan"), column("dt"))
                                .storageDescriptor(
                                    s ->
                                        s.location("s3://ticklake/bars/")
                                            .columns(column("close"))
                                            .serdeInfo(ObjectShape.Kind.PARQUET.serde()))));
    lake.start("partitions");

    await("the other table")
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> rows("indices") == 2);
    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(columns("bars")).containsExactly("close");
    lake.drop("bars");
    await("its turn")
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> rows("bars") == 6);
    await("the end")
        .until(
            () ->
                log.at(Level.INFO).stream()
                    .anyMatch(l -> l.startsWith("The catalogue is up to date again")));
    assertThat(log.at(Level.ERROR))
        .singleElement()
        .asString()
        .contains(
            "Table 'bars'",
            "column close is string and should be double",
            "Drop the table",
            "ticklake.catalog.database");
  }

  private static Column column(String name) {
    return Column.builder().name(name).type("string").build();
  }

  private int rows(String table) {
    return lake.query("SELECT * FROM " + table).size();
  }

  /** The first update after a start. */
  private void start(String mode) throws Exception {
    int before = updates();
    lake.start(mode);
    await("an update").atMost(Duration.ofSeconds(30)).until(() -> updates() > before);
  }

  private int updates() {
    return (int) log.at(Level.INFO).stream().filter(l -> l.startsWith("catalogue updated")).count();
  }

  private List<Set<List<String>>> answers() {
    List<Set<List<String>>> answers = new ArrayList<>();
    for (String query : QUERIES) {
      answers.add(new HashSet<>(lake.query(query)));
    }
    return answers;
  }

  private Table table(String name) {
    return lake.aws.glue().getTable(r -> r.databaseName("ticklake").name(name)).table();
  }

  private List<String> columns(String table) {
    return table(table).storageDescriptor().columns().stream().map(Column::name).toList();
  }
}
