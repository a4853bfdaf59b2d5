package io.ticklake.ops.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.ticklake.model.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Updates of the catalogue, and how long landed objects wait for one. */
final class CatalogMeters {
  // From a registration after a second to a crawl once a day.
  private static final Duration[] DELAYS = {
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1)
  };

  // A day of seconds; only the oldest decides.
  private static final int MOST = 86_400;

  // A slice counts as landed when SNS has its notice; the catalogue looks at its objects.
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final Clock clock;
  // The seconds in which objects landed that no update has begun after.
  private final ConcurrentSkipListSet<Instant> waiting = new ConcurrentSkipListSet<>();
  private final AtomicLong lastUpdate = new AtomicLong();
  private final Counter updated;
  private final Counter failed;
  private final Counter partitions;
  private final Timer duration;
  private final Timer delay;

  CatalogMeters(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    this.updated = runs(meters, "updated");
    this.failed = runs(meters, "failed");
    this.partitions =
        Counter.builder("ticklake.catalog.partitions.added")
            .description("Partitions that an update found or registered; at a start all.")
            .register(meters);
    this.duration =
        Timer.builder("ticklake.catalog.duration")
            .description("Time that an update took.")
            .register(meters);
    this.delay =
        Timer.builder("ticklake.catalog.delay")
            .description("From the oldest landing that an update took in until its end.")
            .serviceLevelObjectives(DELAYS)
            .register(meters);
    Gauge.builder("ticklake.catalog.waiting", this, CatalogMeters::waitingFor)
        .baseUnit("seconds")
        .description(
            "How long the oldest object waits that the catalogue does not know; 0 if none.")
        .register(meters);
    TimeGauge.builder(
            "ticklake.catalog.last.success.timestamp",
            lastUpdate,
            TimeUnit.MILLISECONDS,
            AtomicLong::doubleValue)
        .description("When the last update ended well; 0 before the first.")
        .register(meters);
  }

  private static Counter runs(MeterRegistry meters, String outcome) {
    return Counter.builder("ticklake.catalog.runs")
        .description("Updates of the catalogue by how they ended.")
        .tags("outcome", outcome)
        .register(meters);
  }

  void landed(Instant at) {
    if (waiting.size() < MOST) {
      waiting.add(at.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  void updated(Event.CatalogUpdated update) {
    Instant now = clock.instant();
    updated.increment();
    partitions.increment(update.addedPartitions());
    duration.record(update.took());
    lastUpdate.set(now.toEpochMilli());
    var seen = waiting.headSet(now.minus(update.took()).plus(SLACK));
    if (!seen.isEmpty()) {
      delay.record(Duration.between(seen.first(), now));
      seen.clear();
    }
  }

  void failed() {
    failed.increment();
  }

  private double waitingFor() {
    Instant first = waiting.isEmpty() ? null : waiting.first();
    return first == null ? 0 : Duration.between(first, clock.instant()).toMillis() / 1000.0;
  }
}
