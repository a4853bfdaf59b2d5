package io.ticklake.ingest;

import io.ticklake.model.Timespan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all bars of a page have in common.
 *
 * @param ticker of rows that do not name theirs, from the page's envelope
 * @param firstDay the oldest trading day that was asked for, US Eastern
 * @param lastDay the newest one, inclusive
 */
record BarFrame(
    Timespan timespan,
    @Nullable String ticker,
    LocalDate firstDay,
    LocalDate lastDay,
    @Nullable Boolean adjusted,
    String source,
    Instant ingestedAt) {
  static BarFrame of(MarketPage page) {
    MarketRequest request = page.request();
    return new BarFrame(
        Objects.requireNonNull(request.timespan(), "the rows of this request are no bars"),
        request.ticker() == null ? page.envelope().ticker() : request.ticker(),
        request.earliest(),
        request.to(),
        page.envelope().adjusted(),
        page.barSource(),
        page.fetchedAt());
  }

  /** Whether bars of this day were asked for. */
  boolean covers(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(lastDay);
  }

  /** The days that were asked for, in words. */
  String asked() {
    return firstDay.equals(lastDay)
        ? "the day asked for is " + firstDay
        : "the days asked for are " + firstDay + " to " + lastDay;
  }
}
