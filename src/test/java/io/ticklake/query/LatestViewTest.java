package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view over a lake of known content, in embedded Athena. */
class LatestViewTest {
  private static final List<String> COLUMNS =
      List.of("ticker", "timestamp", "close", "source", "ingested_at", "timespan", "dt");

  @TempDir static Path dir;
  private static TestLake lake;
  private final LatestView view = new LatestView("bars", "bars_latest");
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @BeforeAll
  static void fillAndCrawl() throws Exception {
    lake = new TestLake(dir);
    // The grouped answer stamps a day at its close, a range at its midnight.
    put(
        "day",
        "2026-11-19",
        "('A', '2026-11-19 21:00', 1.5, 'grouped-daily', '2026-11-19 22:00'), ('A', '2026-11-19 05:00', 1.75, 'day-range', '2026-11-20 13:00'), ('B', '2026-11-19 21:00', 2.5, 'grouped-daily', '2026-11-20 13:00')");
    put("day", "2026-11-20", "('A', '2026-11-20 21:00', 3.5, 'grouped-daily', '2026-11-20 22:00')");
    put(
        "minute",
        "2026-11-20",
        "('A', '2026-11-20 14:30', 4.5, 'minute-range', '2026-11-20 22:00'), ('A', '2026-11-20 14:31', 4.75, 'minute-range', '2026-11-20 22:00'), ('A', '2026-11-20 14:30', 4.25, 'feed', '2026-11-20 14:31')");
    lake.crawl();
  }

  @AfterAll
  static void stop() {
    lake.close();
  }

  @Test
  void hasTheNewestVersionOfEachBar() throws Exception {
    make(COLUMNS);

    assertThat(
            ask("SELECT timespan, ticker, dt, close, source FROM bars_latest ORDER BY 1, 2, 3, 4"))
        .containsExactly(
            List.of("day", "A", "2026-11-19", "1.75", "day-range"),
            List.of("day", "A", "2026-11-20", "3.5", "grouped-daily"),
            List.of("day", "B", "2026-11-19", "2.5", "grouped-daily"),
            List.of("minute", "A", "2026-11-20", "4.5", "minute-range"),
            List.of("minute", "A", "2026-11-20", "4.75", "minute-range"));
  }

  @Test
  void isMadeAnewOnlyWhenColumnsChange() throws Exception {
    List<String> before = COLUMNS.subList(0, 2);
    assertThat(view.change(Map.of("bars", before, "other", COLUMNS), exchange)).isNull();
    make(COLUMNS);

    assertThat(view.change(Map.of("bars", COLUMNS), exchange)).isNull();
    assertThat(view.change(Map.of("bars", List.of("ticker", "x")), exchange)).isNull();
    List<String> more = List.of("ticker", "timestamp", "vwap", "ingested_at", "timespan", "dt");
    assertThat(view.change(Map.of("bars", more), exchange)).contains("\"vwap\"");
  }

  @Test
  void isTriedAgainUntilItIsMade() {
    assertThat(view.change(Map.of("bars", COLUMNS), exchange)).isNotNull();
    assertThat(view.change(Map.of("bars", COLUMNS), exchange)).isNotNull();
    assertThat(view.isAwaited()).isTrue();

    view.made(COLUMNS);

    assertThat(view.isAwaited()).isFalse();
  }

  @Test
  void knowsWhichAbsentTableIsMeant() {
    assertThat(view.isNamedIn("TABLE_NOT_FOUND: Table 'c.ticklake.bars_latest' does not exist"))
        .isTrue();
    assertThat(view.isNamedIn("TABLE_NOT_FOUND: Table 'c.ticklake.barz' does not exist")).isFalse();
  }

  @Test
  void isNotMadeWhereItsNameIsTheTablesOwn() {
    LatestView none = new LatestView("bars", "bars");

    assertThat(none.change(Map.of("bars", COLUMNS), exchange)).isNull();
    assertThat(none.isAwaited()).isFalse();
  }

  private void make(List<String> columns) throws Exception {
    String statement = view.change(Map.of("bars", columns), exchange);
    ask(statement);
    view.made(columns);
  }

  private static List<List<String>> ask(String sql) throws Exception {
    return lake.ask(BoundQuery.of("test", sql), 100).rows();
  }

  private static void put(String timespan, String day, String values) throws Exception {
    lake.putParquet(
        "bars/timespan=%s/dt=%s/a.parquet".formatted(timespan, day),
        """
        SELECT ticker, "timestamp"::TIMESTAMP AS "timestamp", close::DOUBLE AS close, source,
               ingested_at::TIMESTAMP AS ingested_at
        FROM (VALUES %s) AS t(ticker, "timestamp", close, source, ingested_at)
        """
            .formatted(values));
  }
}
