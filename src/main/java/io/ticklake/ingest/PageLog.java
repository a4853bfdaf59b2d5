package io.ticklake.ingest;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each page when Kafka has all of it. */
final class PageLog {
  private static final Logger LOG = LoggerFactory.getLogger(PageLog.class);

  private final Clock clock;

  PageLog(Clock clock) {
    this.clock = clock;
  }

  /** Bean method of the route: the page was published. */
  public void published(PageRecords page) {
    write(page, page.bars().size(), "page published");
  }

  /** Bean method of the route: nothing in the page is new. */
  public void unchanged(PageRecords page) {
    write(page, 0, "page unchanged, nothing published");
  }

  private void write(PageRecords page, int bars, String event) {
    MarketPage received = page.page();
    LOG.atInfo()
        .addKeyValue("source", received.barSource())
        .addKeyValue("day", received.request().day())
        .addKeyValue("rows", page.rows())
        .addKeyValue("bars", bars)
        .addKeyValue("unreadable", page.unreadable().size())
        .addKeyValue("tookMs", Duration.between(received.askedAt(), clock.instant()).toMillis())
        .log(event);
  }
}
