package io.ticklake.query;

import io.ticklake.config.DataSize;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** Settings for tests. */
final class QueryConfigs {
  static final Map<String, String> TABLES =
      Map.of("bars-table", "bars", "latest-table", "bars", "indices-table", "indices");

  private QueryConfigs() {}

  static QueryConfig of(Duration pollDelay, Duration waitTimeout, int maxRows) {
    return new QueryConfig(
        "primary",
        pollDelay,
        waitTimeout,
        maxRows,
        DataSize.parse("10GB"),
        new QueryPrice(new BigDecimal("5.00")),
        TABLES);
  }
}
