package io.ticklake.ops.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ticklake.model.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * What works and what fails in the stages, as they tell it. Success of a work ends its trouble.
 * Safe for several threads.
 */
public final class StageStates implements Consumer<Event> {
  public static final String INGEST = "ingest";
  public static final String CATALOG = "catalog";
  public static final String QUERY = "query";

  // Work that fails and is then taken out of a route file is not heard of again. The longest
  // interval of any work is a day.
  private static final Duration FORGOTTEN = Duration.ofDays(2);

  private final Clock clock;
  private final Map<Work, Trouble> troubles = new ConcurrentHashMap<>();
  private final Map<String, Instant> successes = new ConcurrentHashMap<>();

  private record Work(String stage, String name) {}

  public StageStates(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.SourcePolled polled) {
      good(INGEST, polled.source());
    } else if (event instanceof Event.SourceFailed failed) {
      bad(INGEST, failed.source(), failed.code(), failed.reason());
    } else if (event instanceof Event.CatalogUpdated) {
      good(CATALOG, "update");
    } else if (event instanceof Event.CatalogFailed failed) {
      bad(CATALOG, "update", failed.code(), failed.reason());
    } else if (event instanceof Event.QueryAnswered answered) {
      good(QUERY, answered.query());
    } else if (event instanceof Event.QueryFailed failed) {
      bad(QUERY, failed.query(), failed.code(), failed.reason());
    }
  }

  private void good(String stage, String work) {
    troubles.remove(new Work(stage, work));
    successes.put(stage, clock.instant());
  }

  private void bad(String stage, String work, String code, String reason) {
    Instant now = clock.instant();
    troubles.compute(
        new Work(stage, work),
        (key, before) ->
            before == null
                ? new Trouble(stage, work, code, reason, now, now, 1)
                : before.again(code, reason, now));
  }

  /** What fails in a stage, the oldest trouble first. */
  public List<Trouble> troubles(String stage) {
    Instant remembered = clock.instant().minus(FORGOTTEN);
    troubles.values().removeIf(trouble -> trouble.last().isBefore(remembered));
    return troubles.values().stream()
        .filter(trouble -> trouble.stage().equals(stage))
        .sorted(Comparator.comparing(Trouble::since))
        .toList();
  }

  /** When any work of the stage last went well. */
  public Optional<Instant> lastSuccess(String stage) {
    return Optional.ofNullable(successes.get(stage));
  }

  /** Shows them in health and metrics. */
  public void publishTo(CamelContext context, MeterRegistry meters) {
    HealthCheckRegistry health = HealthCheckRegistry.get(context);
    for (String stage : List.of(INGEST, CATALOG, QUERY)) {
      if (health != null) {
        health.register(new StageHealthCheck(stage, this, clock));
      }
      Gauge.builder("ticklake.stage.trouble", this, states -> states.seconds(stage))
          .baseUnit("seconds")
          .description("How long the stage's oldest trouble lasts; 0 when all works.")
          .tags("stage", stage)
          .register(meters);
    }
  }

  private double seconds(String stage) {
    return troubles(stage).stream()
        .findFirst()
        .map(first -> Duration.between(first.since(), clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }
}
