package io.ticklake.query;

import io.ticklake.config.DataSize;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How Athena is asked. The poll interval stands in query.camel.yaml alone; it is declared here, so
 * that a wrong value is found at start.
 *
 * @param pollDelay between two looks at a running query
 * @param waitTimeout after which a query is stopped
 * @param maxRows shown of an answer in the log; the whole answer stays in the bucket
 * @param scanLimit of a query that names no other
 * @param tables the names of tables for SQL files, by the ends of their keys
 */
public record QueryConfig(
    String workGroup,
    Duration pollDelay,
    Duration waitTimeout,
    int maxRows,
    DataSize scanLimit,
    QueryPrice price,
    Map<String, String> tables) {
  private static final String PREFIX = "ticklake.query.";

  /** Athena's own rule for names of workgroups. */
  static final Key<String> WORKGROUP =
      Key.text(
          PREFIX + "workgroup",
          Pattern.compile("[A-Za-z0-9._-]{1,128}"),
          "a workgroup name of letters, digits, dots, dashes and underscores");

  static final Key<Duration> POLL_INTERVAL =
      Key.duration(PREFIX + "poll-interval", Duration.ofSeconds(1), Duration.ofDays(1));
  static final Key<Duration> POLL_DELAY =
      Key.duration(PREFIX + "poll-delay", Duration.ofMillis(10), Duration.ofMinutes(1));
  // Athena's own limit is 30 minutes, raised to hours on request.
  static final Key<Duration> WAIT_TIMEOUT =
      Key.duration(PREFIX + "wait-timeout", Duration.ofSeconds(1), Duration.ofHours(12));
  static final Key<Integer> MAX_ROWS = Key.integer(PREFIX + "max-rows", 1, 10_000);
  static final Key<DataSize> SCAN_LIMIT = Key.size(PREFIX + "scan-limit", "1KB", "1000000GB");
  static final Key<String> PRICE =
      Key.text(
          PREFIX + "price-per-tb",
          Pattern.compile("\\d{1,6}(\\.\\d{1,6})?"),
          "an amount of dollars such as 5.00");

  // They are written into statements, where Athena binds no names: nothing but a plain name passes.
  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,127}");
  private static final List<Key<String>> TABLES =
      List.of(tableKey("bars-table"), tableKey("latest-table"), tableKey("indices-table"));

  public static final List<Key<?>> KEYS =
      List.of(
          WORKGROUP,
          POLL_INTERVAL,
          POLL_DELAY,
          WAIT_TIMEOUT,
          MAX_ROWS,
          SCAN_LIMIT,
          PRICE,
          TABLES.get(0),
          TABLES.get(1),
          TABLES.get(2));

  public QueryConfig {
    tables = Map.copyOf(tables);
  }

  public static QueryConfig from(Settings settings) {
    Map<String, String> tables = new HashMap<>();
    for (Key<String> key : TABLES) {
      tables.put(key.name().substring(PREFIX.length()), settings.get(key));
    }
    return new QueryConfig(
        settings.get(WORKGROUP),
        settings.get(POLL_DELAY),
        settings.get(WAIT_TIMEOUT),
        settings.get(MAX_ROWS),
        settings.get(SCAN_LIMIT),
        new QueryPrice(new BigDecimal(settings.get(PRICE))),
        tables);
  }

  /**
   * The name of a table.
   *
   * @param end of its key
   */
  String table(String end) {
    return Objects.requireNonNull(tables.get(end), end);
  }

  private static Key<String> tableKey(String end) {
    return Key.text(
        PREFIX + end, TABLE, "a table's name of lower-case letters, digits and underscores");
  }
}
