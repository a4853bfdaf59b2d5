package io.ticklake.query;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A daily bar of a test's lake.
 *
 * @param second after 22:00 of its day at which it was received
 */
record DailyBar(
    String ticker,
    LocalDate day,
    double high,
    double low,
    double close,
    long volume,
    @Nullable Double vwap,
    int second) {

  /** A row of DuckDB's VALUES. */
  String row() {
    return String.format(
        Locale.ROOT,
        "('%s', %s::DOUBLE, %s::DOUBLE, %s::DOUBLE, %d::DOUBLE, %s::DOUBLE, %d)",
        ticker,
        high,
        low,
        close,
        volume,
        vwap == null ? "NULL" : vwap.toString(),
        second);
  }

  /** As Athena writes it. */
  String ingestedAt() {
    return day + " 22:00:%02d.000".formatted(second);
  }
}
