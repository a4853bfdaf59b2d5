package io.ticklake.query;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How Athena is asked. The poll interval stands in query.camel.yaml alone; it is declared here, so
 * that a wrong value is found at start.
 *
 * @param pollDelay between two looks at a running query
 * @param waitTimeout after which a query is stopped
 * @param maxRows shown of an answer in the log; the whole answer stays in the bucket
 */
public record QueryConfig(String workGroup, Duration pollDelay, Duration waitTimeout, int maxRows) {
  /** Athena's own rule for names of workgroups. */
  static final Key<String> WORKGROUP =
      Key.text(
          "ticklake.query.workgroup",
          Pattern.compile("[A-Za-z0-9._-]{1,128}"),
          "a workgroup name of letters, digits, dots, dashes and underscores");

  static final Key<Duration> POLL_INTERVAL =
      Key.duration("ticklake.query.poll-interval", Duration.ofSeconds(1), Duration.ofDays(1));
  static final Key<Duration> POLL_DELAY =
      Key.duration("ticklake.query.poll-delay", Duration.ofMillis(10), Duration.ofMinutes(1));
  // Athena's own limit is 30 minutes, raised to hours on request.
  static final Key<Duration> WAIT_TIMEOUT =
      Key.duration("ticklake.query.wait-timeout", Duration.ofSeconds(1), Duration.ofHours(12));
  static final Key<Integer> MAX_ROWS = Key.integer("ticklake.query.max-rows", 1, 10_000);

  public static final List<Key<?>> KEYS =
      List.of(WORKGROUP, POLL_INTERVAL, POLL_DELAY, WAIT_TIMEOUT, MAX_ROWS);

  public static QueryConfig from(Settings settings) {
    return new QueryConfig(
        settings.get(WORKGROUP),
        settings.get(POLL_DELAY),
        settings.get(WAIT_TIMEOUT),
        settings.get(MAX_ROWS));
  }
}
