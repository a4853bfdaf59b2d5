package io.ticklake.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ticklake.component.kafkaslice.ObjectBytes;
import io.ticklake.component.kafkaslice.Slice;
import io.ticklake.component.kafkaslice.SliceObject;
import io.ticklake.component.kafkaslice.SliceRange;
import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceCountersTest {
  private final FakeClock clock = new FakeClock("2026-11-20T12:00:00Z");
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<Instant> landings = new ArrayList<>();
  private final SliceCounters counters = new SliceCounters(meters, clock, landings::add);

  @Test
  void aKnownRouteBeginsAtZero() {
    counters.register("archive-bars", "bars");

    assertThat(meters.scrape())
        .contains("ticklake_archive_records_total{route=\"archive-bars\",topic=\"bars\"} 0.0")
        .contains("ticklake_archive_dead_letters_total{route=\"archive-bars\",topic=\"bars\"} 0.0");
  }

  @Test
  void countsWhatLanded() {
    Instant now = clock.instant();

    counters.landed("archive-bars", slice(0, 9, "one", "two"), now.minusSeconds(7), now);
    counters.landed("archive-bars", slice(10, 19, "three"), now.minusSeconds(20), now);

    assertThat(count(meters, "slices")).isEqualTo(2);
    assertThat(count(meters, "objects")).isEqualTo(3);
    assertThat(count(meters, "records")).isEqualTo(30);
    assertThat(count(meters, "bytes")).isEqualTo(9);
    assertThat(meters.scrape())
        .contains(
            "ticklake_archive_delay_seconds_bucket{route=\"archive-bars\",topic=\"bars\",le=\"15.0\"} 1")
        .contains("ticklake_archive_delay_seconds_sum{route=\"archive-bars\",topic=\"bars\"} 27.0");
    assertThat(landings).containsExactly(now, now);
  }

  @Test
  void neitherAReplacedRouteNorAMovedPartitionSetsACounterBack() {
    counters.register("archive-bars", "bars");
    counters.landed("archive-bars", slice(0, 9, "one"), Instant.MAX, clock.instant());

    counters.register("archive-bars", "bars");
    counters.landed("archive-bars", slice(0, 9, "one"), Instant.MAX, clock.instant());

    assertThat(count(meters, "records")).isEqualTo(20);
  }

  @Test
  void aSliceWithoutObjectsIsNoNewsForTheCatalogue() {
    counters.landed("archive-bars", slice(0, 9), Instant.MAX, clock.instant());

    assertThat(landings).isEmpty();
    assertThat(count(meters, "slices")).isEqualTo(1);
  }

  @Test
  void remembersWhenARouteLastLanded() {
    counters.register("archive-bars", "bars");
    Instant known = clock.instant();
    assertThat(counters.lastLanded("archive-bars", "bars")).isEqualTo(known);

    clock.advance(Duration.ofMinutes(1));
    counters.landed("archive-bars", slice(0, 9, "one"), Instant.MAX, clock.instant());

    assertThat(counters.lastLanded("archive-bars", "bars")).isEqualTo(known.plusSeconds(60));
  }

  private static double count(MeterRegistry meters, String what) {
    return meters
        .get("ticklake.archive." + what)
        .tags("route", "archive-bars", "topic", "bars")
        .counter()
        .count();
  }

  private static Slice slice(long first, long last, String... keys) {
    List<SliceObject> objects = new ArrayList<>();
    for (String key : keys) {
      objects.add(new SliceObject(key, "text/plain", 10, ObjectBytes.of(new byte[3]), "claim"));
    }
    return new Slice(
        new SliceRange("bars", 0, first, last),
        "claim",
        Instant.parse("2026-11-20T12:00:00Z"),
        objects);
  }
}
