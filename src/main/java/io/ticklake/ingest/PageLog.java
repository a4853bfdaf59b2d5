package io.ticklake.ingest;

import io.ticklake.model.Bar;
import io.ticklake.model.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A line for each page when Kafka has all of it. */
final class PageLog {
  private static final Logger LOG = LoggerFactory.getLogger(PageLog.class);

  private final Clock clock;
  private final Consumer<Event> events;

  PageLog(Clock clock, Consumer<Event> events) {
    this.clock = clock;
    this.events = events;
  }

  /** Bean method of the route: the page was published. */
  public void published(PageResult page, Exchange exchange) {
    events.accept(
        new Event.PagePublished(
            page.page().request().source(),
            page.published(),
            page.unreadable().size(),
            newestBar(page)));
    write(page, exchange, Level.INFO, "page published");
  }

  private static @Nullable Instant newestBar(PageResult page) {
    return page instanceof PageRecords bars
        ? bars.bars().bars().stream().map(Bar::timestamp).max(Instant::compareTo).orElse(null)
        : null;
  }

  /** Bean method of the route: nothing in the page is new. */
  public void unchanged(PageResult page, Exchange exchange) {
    // Bars are asked for once more: that nothing changed is finished work. The others are polled.
    Level level = page.page().request().hasBars() ? Level.INFO : Level.DEBUG;
    write(page, exchange, level, "page unchanged, nothing published");
  }

  private void write(PageResult page, Exchange exchange, Level level, String event) {
    MarketPage received = page.page();
    LOG.atLevel(level)
        .addKeyValue("source", received.barSource())
        .addKeyValue("ticker", received.request().place().ticker())
        .addKeyValue("days", received.request().days())
        .addKeyValue("rows", Pages.of(exchange).pageRows())
        .addKeyValue("published", page.published())
        .addKeyValue("unreadable", page.unreadable().size())
        .addKeyValue("tookMs", Duration.between(received.askedAt(), clock.instant()).toMillis())
        .log(event);
  }
}
