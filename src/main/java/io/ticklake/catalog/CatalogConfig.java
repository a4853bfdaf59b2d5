package io.ticklake.catalog;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Java needs of the catalogue's settings. The other keys stand in catalog.camel.yaml; they are
 * declared here, so that a wrong value is found at start.
 *
 * @param database of the tables
 * @param longestInterval between two updates although nothing landed here
 * @param archives of the ledger that become tables of their names when there is no crawler
 */
public record CatalogConfig(String database, Duration longestInterval, List<String> archives) {
  /** Glue's and Athena's common ground: what needs no quotes in SQL. */
  public static final Key<String> DATABASE =
      Key.text(
          "ticklake.catalog.database",
          Pattern.compile("[a-z0-9_]{1,255}"),
          "a database name of lower-case letters, digits and underscores");

  /** Glue's rule for names, without the characters that a log cannot show. */
  public static final Key<String> CRAWLER =
      Key.text(
          "ticklake.catalog.crawler",
          Pattern.compile("[\\p{Print}]{1,255}"),
          "a crawler name of at most 255 printable characters");

  static final Key<CatalogMode> MODE = Key.choice("ticklake.catalog.mode", CatalogMode.class);
  static final Key<List<String>> ARCHIVES = Key.list("ticklake.catalog.archives");
  static final Key<Duration> POLL_INTERVAL =
      Key.duration("ticklake.catalog.poll-interval", Duration.ofMillis(100), Duration.ofDays(1));
  static final Key<Duration> LONGEST_INTERVAL =
      Key.duration(
          "ticklake.catalog.longest-interval", Duration.ofSeconds(1), Duration.ofDays(366));
  static final Key<Duration> POLL_DELAY =
      Key.duration("ticklake.catalog.poll-delay", Duration.ofMillis(10), Duration.ofMinutes(5));
  static final Key<Duration> WAIT_TIMEOUT =
      Key.duration("ticklake.catalog.wait-timeout", Duration.ofSeconds(1), Duration.ofDays(1));

  public static final List<Key<?>> KEYS =
      List.of(
          DATABASE,
          MODE,
          CRAWLER,
          ARCHIVES,
          POLL_INTERVAL,
          LONGEST_INTERVAL,
          POLL_DELAY,
          WAIT_TIMEOUT);

  public static CatalogConfig from(Settings settings) {
    return new CatalogConfig(
        settings.get(DATABASE), settings.get(LONGEST_INTERVAL), settings.get(ARCHIVES));
  }
}
