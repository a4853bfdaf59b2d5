package io.ticklake.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ticklake.model.Event;
import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StageMetersTest {
  private final FakeClock clock = new FakeClock("2026-11-20T12:00:00Z");
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StageMeters stages = new StageMeters(meters, clock);

  @Test
  void countsWhatTheMarketWasAskedAndWhatItBrought() {
    stages.accept(new Event.MarketAsked("grouped-daily", "ok"));
    stages.accept(new Event.MarketAsked("grouped-daily", "rate-limited"));
    stages.accept(
        new Event.PagePublished("grouped-daily", 100, 2, Instant.parse("2026-11-19T21:00:00Z")));
    stages.accept(new Event.PagePublished("grouped-daily", 0, 0, null));
    stages.accept(new Event.SourcePolled("grouped-daily"));

    assertThat(meters.scrape())
        .contains("ticklake_ingest_requests_total{outcome=\"ok\",source=\"grouped-daily\"} 1.0")
        .contains(
            "ticklake_ingest_requests_total{outcome=\"rate-limited\",source=\"grouped-daily\"} 1.0")
        .contains("ticklake_ingest_pages_total{source=\"grouped-daily\"} 2.0")
        .contains("ticklake_ingest_bars_total{source=\"grouped-daily\"} 100.0")
        .contains("ticklake_ingest_set_aside_total{source=\"grouped-daily\"} 2.0")
        .contains(
            "ticklake_ingest_newest_bar_timestamp_seconds{source=\"grouped-daily\"} "
                + (Instant.parse("2026-11-19T21:00:00Z").getEpochSecond() + 0.0))
        .contains("ticklake_ingest_last_success_timestamp_seconds{source=\"grouped-daily\"}");
  }

  @Test
  void anOlderBarDoesNotMakeTheNewestOlder() {
    stages.accept(new Event.PagePublished("minutes", 1, 0, Instant.parse("2026-11-19T21:00:00Z")));
    stages.accept(new Event.PagePublished("minutes", 1, 0, Instant.parse("2026-11-18T21:00:00Z")));

    assertThat(
            meters
                .get("ticklake.ingest.newest.bar.timestamp")
                .timeGauge()
                .value(java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(Instant.parse("2026-11-19T21:00:00Z").getEpochSecond());
  }

  @Test
  void countsQueriesByTheirEnd() {
    stages.accept(new Event.QueryFailed("gaps", "QUERY_FAILED", "no"));
    stages.accept(new Event.QueryAnswered("gaps", 1234, Duration.ofMillis(500)));

    assertThat(meters.scrape())
        .contains("ticklake_query_runs_total{outcome=\"answered\",query=\"gaps\"} 1.0")
        .contains("ticklake_query_runs_total{outcome=\"failed\",query=\"gaps\"} 1.0")
        .contains("ticklake_query_scanned_bytes_total{query=\"gaps\"} 1234.0")
        .contains("ticklake_query_duration_seconds_sum{query=\"gaps\"} 0.5");
  }

  @Test
  void countsNoticesByRouteFromZero() {
    stages.accept(new Event.NoticeSent("archive-bars"));

    assertThat(meters.scrape())
        .contains("ticklake_archive_notices_sent_total{route=\"archive-bars\"} 1.0")
        .contains("ticklake_archive_notices_failed_total{route=\"archive-bars\"} 0.0");
  }

  @Test
  void measuresHowLongAnObjectWaitsForTheCatalogue() {
    stages.landed(clock.instant());
    clock.advance(Duration.ofSeconds(20));
    stages.landed(clock.instant());
    assertThat(waiting()).isEqualTo(20);

    clock.advance(Duration.ofSeconds(10));
    stages.accept(new Event.CatalogUpdated(Duration.ofSeconds(15), 3));

    // The second landed when the update was under way, so it goes on waiting.
    assertThat(waiting()).isEqualTo(10);
    assertThat(meters.scrape())
        .contains("ticklake_catalog_delay_seconds_sum 30.0")
        .contains("ticklake_catalog_runs_total{outcome=\"updated\"} 1.0")
        .contains("ticklake_catalog_runs_total{outcome=\"failed\"} 0.0")
        .contains("ticklake_catalog_partitions_added_total 3.0");
    clock.advance(Duration.ofSeconds(5));
    stages.accept(new Event.CatalogUpdated(Duration.ofSeconds(1), 0));
    assertThat(waiting()).isZero();
  }

  private double waiting() {
    return meters.get("ticklake.catalog.waiting").gauge().value();
  }
}
