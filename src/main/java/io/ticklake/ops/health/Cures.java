package io.ticklake.ops.health;

import java.util.Map;

/** What to do about an error: the runbook in docs/OPERATIONS.md in one sentence for each code. */
final class Cures {
  private static final String UNKNOWN =
      "Do what the reason says. It is tried again by itself; docs/OPERATIONS.md has a line for each code.";
  private static final String MARKET_PASSES =
      "Nothing: a later poll asks again. If it lasts, look at the market's own status page and lower ticklake.market.requests-per-minute.";

  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry(
              "MARKET_UNAUTHORIZED",
              "Correct ticklake.market.api-key (or its file) and restart; the source's route has stopped."),
          Map.entry(
              "MARKET_NOT_ENTITLED",
              "The plan behind the API key does not include what is asked for: buy it, or remove the source from the route file."),
          Map.entry("MARKET_RATE_LIMITED", MARKET_PASSES),
          Map.entry("MARKET_UNAVAILABLE", MARKET_PASSES),
          Map.entry(
              "MARKET_REPLY_UNREADABLE",
              "Look at the reason: the market's answer has another form than expected. It is asked for again by itself."),
          Map.entry(
              "KAFKA_UNREACHABLE",
              "Check ticklake.kafka.brokers and the network; it goes on by itself."),
          Map.entry(
              "CRAWL_FAILED",
              "Read Glue's reason and mend it: crawler, role, rights. Each tick tries again; queries see what was there before."),
          Map.entry(
              "QUERY_FAILED",
              "Read Athena's reason: correct the SQL file, the rights or the workgroup. The next tick asks again."),
          Map.entry(
              "QUERY_TIMED_OUT",
              "Let the query read less (fewer days), or raise ticklake.query.wait-timeout."),
          Map.entry(
              "QUERY_SCAN_LIMIT",
              "Let the query read less (fewer days or columns), or raise the limit that the reason names."),
          Map.entry(
              "QUERY_NOT_DELIVERED",
              "The answer is in the bucket under _athena/: check S3 (results/) and the SNS topic of the digest."));

  private Cures() {}

  static String of(String code) {
    return BY_CODE.getOrDefault(code, UNKNOWN);
  }
}
