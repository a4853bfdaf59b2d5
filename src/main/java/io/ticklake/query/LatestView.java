package io.ticklake.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view that has one row for each bar: the version that was received last. It names the table's
 * columns one by one, for Athena keeps them as they were when the view was made, so it is made anew
 * whenever they change.
 */
public final class LatestView {
  private static final Logger LOG = LoggerFactory.getLogger(LatestView.class);
  private static final String COLUMNS = "latestViewColumns";
  // By them versions of one bar are known, and which is the newest.
  private static final Set<String> NEEDED =
      Set.of("ticker", "timespan", "dt", "timestamp", "ingested_at");

  private final String table;
  private final String view;
  private volatile List<String> made = List.of();

  /**
   * @param table of all versions
   * @param view name of the view; the table's own when there is to be none
   */
  LatestView(String table, String view) {
    this.table = table;
    this.view = view;
  }

  /**
   * Bean method of the route: the statement that makes the view, null when it is as it should be or
   * there is no such table yet.
   *
   * @param tables columns by table, partition keys included
   */
  public @Nullable String change(@Body Map<String, List<String>> tables, Exchange exchange) {
    List<String> columns = tables.getOrDefault(table, List.of());
    if (view.equals(table) || !columns.containsAll(NEEDED) || columns.equals(made)) {
      return null;
    }
    exchange.setProperty(COLUMNS, columns);
    return statement(columns);
  }

  /** Bean method of the route: Athena has made the view. */
  public void made(@ExchangeProperty(COLUMNS) List<String> columns) {
    made = List.copyOf(columns);
    LOG.atInfo()
        .addKeyValue("view", view)
        .addKeyValue("table", table)
        .addKeyValue("columns", columns.size())
        .log("view made: one row for each bar");
  }

  /** Whether there is to be a view and none was made yet. */
  boolean isAwaited() {
    return !view.equals(table) && made.isEmpty();
  }

  /** Whether a query's end is about this view. */
  boolean isNamedIn(String reason) {
    return reason.contains(view + "'");
  }

  // A daily bar is known by its trade date, whatever its timestamp: the market stamps it 00:00 in
  // one answer and 16:00 in the other. dt is that date, and of minutes the day they lie in; being
  // among the keys, a condition on it reaches the table, and only those days are read.
  private String statement(List<String> columns) {
    List<String> quoted = new ArrayList<>();
    columns.forEach(column -> quoted.add("\"" + column.replace("\"", "\"\"") + "\""));
    String list = String.join(", ", quoted);
    String order = columns.contains("source") ? ", \"source\"" : "";
    return """
        CREATE OR REPLACE VIEW "%s" AS
        SELECT %s
        FROM (
          SELECT %s,
                 row_number() OVER (
                   PARTITION BY "timespan", "ticker", "dt",
                                CASE WHEN "timespan" <> 'day' THEN "timestamp" END
                   ORDER BY "ingested_at" DESC%s) AS version_rank
          FROM "%s"
        ) AS version
        WHERE version_rank = 1
        """
        .formatted(view, list, list, order, table);
  }
}
