package io.ticklake.ops.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.ticklake.model.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Counts what the stages tell. */
public final class StageMeters implements Consumer<Event> {
  private static final List<String> QUERY_OUTCOMES = List.of("answered", "failed");

  private final MeterRegistry meters;
  private final Clock clock;
  private final CatalogMeters catalog;
  private final Map<String, AtomicLong> moments = new ConcurrentHashMap<>();

  public StageMeters(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    this.catalog = new CatalogMeters(meters, clock);
  }

  /** Says that objects have landed, which the catalogue does not know yet. */
  public void landed(Instant at) {
    catalog.landed(at);
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.MarketAsked asked) {
      count("ingest.requests", "Requests to the market.", of(asked.source(), asked.outcome()), 1);
    } else if (event instanceof Event.PagePublished page) {
      published(page);
    } else if (event instanceof Event.SourcePolled polled) {
      count("ingest.polls", "Looks of a source.", of(polled.source(), "ok"), 1);
      moment("ingest.last.success", "source", polled.source(), clock.instant());
    } else if (event instanceof Event.SourceFailed failed) {
      count("ingest.polls", "Looks of a source.", of(failed.source(), "failed"), 1);
    } else if (event instanceof Event.NoticeSent sent) {
      notice(sent.route(), "sent");
    } else if (event instanceof Event.NoticeFailed failed) {
      notice(failed.route(), "failed");
    } else if (event instanceof Event.CatalogUpdated updated) {
      catalog.updated(updated);
    } else if (event instanceof Event.CatalogFailed) {
      catalog.failed();
    } else if (event instanceof Event.QueryAnswered answered) {
      answered(answered);
    } else if (event instanceof Event.QueryFailed failed) {
      queries(failed.query(), "failed");
    }
  }

  private void published(Event.PagePublished page) {
    Tags source = Tags.of("source", page.source());
    count("ingest.pages", "Pages that Kafka has.", source, 1);
    count("ingest.bars", "Bars that Kafka has.", source, page.bars());
    count("ingest.set.aside", "Rows that cannot be read.", source, page.setAside());
    if (page.newestBar() != null) {
      moment("ingest.newest.bar", "source", page.source(), page.newestBar());
    }
  }

  private void notice(String route, String outcome) {
    for (String each : List.of("sent", "failed")) {
      count(
          "archive.notices." + each,
          "Notices of landed objects that SNS has, or did not take.",
          Tags.of("route", route),
          each.equals(outcome) ? 1 : 0);
    }
  }

  private void answered(Event.QueryAnswered answer) {
    Tags query = Tags.of("query", answer.query());
    queries(answer.query(), "answered");
    count("query.scanned.bytes", "Bytes that Athena read.", query, answer.scannedBytes());
    Timer.builder("ticklake.query.duration")
        .description("Athena's time for an answer.")
        .tags(query)
        .register(meters)
        .record(answer.took());
    moment("query.last.success", "query", answer.query(), clock.instant());
  }

  private void queries(String query, String outcome) {
    // Both, so that the first of either is an increase.
    for (String each : QUERY_OUTCOMES) {
      count(
          "query.runs",
          "Queries by how they ended.",
          Tags.of("query", query, "outcome", each),
          each.equals(outcome) ? 1 : 0);
    }
  }

  private static Tags of(String source, String outcome) {
    return Tags.of("source", source, "outcome", outcome);
  }

  private void count(String what, String description, Tags tags, long by) {
    Counter.builder("ticklake." + what)
        .description(description)
        .tags(tags)
        .register(meters)
        .increment((double) by);
  }

  /** A gauge that holds a moment, as Prometheus likes it: seconds since 1970. */
  private void moment(String what, String tag, String value, Instant at) {
    String name = "ticklake." + what + ".timestamp";
    AtomicLong millis =
        moments.computeIfAbsent(
            name + "|" + value,
            key -> {
              AtomicLong fresh = new AtomicLong();
              TimeGauge.builder(name, fresh, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                  .tags(tag, value)
                  .register(meters);
              return fresh;
            });
    millis.accumulateAndGet(at.toEpochMilli(), Math::max);
  }
}
