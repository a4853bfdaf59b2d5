package io.ticklake.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a stage did or failed to do, told the moment it happens. Stages tell; who counts,
 * shows or judges it is not their business. Names are of routes, sources and queries, never of
 * tickers or keys: they become names of metrics' series.
 */
public sealed interface Event {
  /**
   * A request to the market has ended.
   *
   * @param source what was asked for: {@code grouped-daily}
   * @param outcome a word of a small set: {@code ok}, {@code rate-limited}, {@code not-yet}
   */
  record MarketAsked(String source, String outcome) implements Event {}

  /**
   * Kafka has a page of the market.
   *
   * @param setAside rows that could not be read
   * @param newestBar the time of the newest bar, null for a page without bars
   */
  record PagePublished(String source, int bars, int setAside, @Nullable Instant newestBar)
      implements Event {}

  /** A source has looked, and published what there was: it works. */
  record SourcePolled(String source) implements Event {}

  /**
   * A source could not bring what was asked of it; a later poll tries again.
   *
   * @param code of the error, a name of {@code ErrorCode}
   */
  record SourceFailed(String source, String code, String reason) implements Event {}

  /** SNS has a notice of the route's slice or object. */
  record NoticeSent(String route) implements Event {}

  /** SNS did not take a notice; the dead-letter topic has it. */
  record NoticeFailed(String route, String reason) implements Event {}

  /**
   * The catalogue was brought up to date.
   *
   * @param took from the look at what is there until the tables were right
   * @param addedPartitions that were not known before; after a start all are
   */
  record CatalogUpdated(Duration took, int addedPartitions) implements Event {}

  /** The catalogue could not be brought up to date; the next tick tries again. */
  record CatalogFailed(String code, String reason) implements Event {}

  /**
   * A query was answered.
   *
   * @param scannedBytes what Athena read for it
   * @param took Athena's own time for it
   */
  record QueryAnswered(String query, long scannedBytes, Duration took) implements Event {}

  /** A query was not answered, or its answer could not be passed on. */
  record QueryFailed(String query, String code, String reason) implements Event {}
}
