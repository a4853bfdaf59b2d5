package io.ticklake.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.errors.RetryLater;
import io.ticklake.query.QueryResult.Completeness;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packaged queries answer of a lake of known content that the catalogue stage has crawled.
 */
class PackagedQueriesTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final String LAST = TODAY.minusDays(1).toString();
  private static final String BEFORE = TODAY.minusDays(2).toString();

  @TempDir static Path dir;
  private static TestLake lake;

  @BeforeAll
  static void fillAndCrawl() throws Exception {
    lake = new TestLake(dir);
    putBars(BEFORE, "('UP', 10.0, 100.0, 1), ('DOWN', 20.0, 200.0, 1), ('SAME', 5.0, 50.0, 1)");
    // UP was corrected: received twice, the later one is right.
    putBars(
        LAST,
        "('UP', 999.0, 999.0, 1), ('UP', 11.0, 110.0, 2), ('DOWN', 15.0, 210.0, 1), ('SAME', 5.0, 60.0, 1)");
    lake.put(
        "indices/market=HSI/a.jsonl",
        """
        {"index":"HSI","date":"1986-12-31","close":2568.3}
        {"index":"HSI","date":"1987-01-02","close":2540.1}
        """
            .getBytes(UTF_8));
    lake.put(
        "indices/market=NYA/a.jsonl",
        "{\"index\":\"NYA\",\"date\":\"1965-12-31\",\"close\":528.69}\n".getBytes(UTF_8));
    lake.crawl();
  }

  @AfterAll
  static void stop() {
    lake.close();
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
    return lake.ask(lake.library().get(name).bind(Map.of()), 100);
  }

  private static QueryResult ask(String name, String sql, int limit) throws Exception {
    return lake.ask(BoundQuery.of(name, sql), limit);
  }

  /**
   * A day's object; each value is ticker, close, volume and the second at which it was received.
   */
  private static void putBars(String day, String values) throws IOException, SQLException {
    lake.putParquet(
        "bars/timespan=day/dt=" + day + "/a.parquet",
        """
        SELECT ticker, TIMESTAMP '%1$s 21:00:00' AS "timestamp", DATE '%1$s' AS trade_date,
               close AS open, close AS high, close AS low, close, volume,
               TIMESTAMP '%1$s 22:00:00' + to_seconds(second) AS ingested_at
        FROM (VALUES %2$s) AS t(ticker, close, volume, second)
        """
            .formatted(day, values.replaceAll("(\\d+\\.\\d)", "$1::DOUBLE")));
  }
}
