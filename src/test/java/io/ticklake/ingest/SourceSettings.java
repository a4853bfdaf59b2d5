package io.ticklake.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ingest.camel.yaml wants to know of the sources, for tests. */
final class SourceSettings {
  private static final List<String> SOURCES =
      List.of(
          "grouped-daily",
          "day-range",
          "minute-range",
          "previous-close",
          "snapshots",
          "tickers",
          "market-status");

  private SourceSettings() {}

  /** One source is on, and looks all the time; its records go to the topic {@code records}. */
  static Map<String, String> only(String source) {
    Map<String, String> settings = new HashMap<>();
    for (String one : SOURCES) {
      String prefix = "ticklake.ingest." + one;
      settings.put(prefix + ".enabled", String.valueOf(one.equals(source)));
      settings.put(prefix + ".period", "20");
      settings.put(prefix + ".only-while-open", "false");
      settings.put(prefix + ".topic", "records");
    }
    return settings;
  }
}
