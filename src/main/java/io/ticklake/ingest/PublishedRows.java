package io.ticklake.ingest;

import io.ticklake.errors.RetryLater;
import io.ticklake.ingest.MarketRequest.Memory;
import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.Checkpoints;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on Kafka already: reads a request's checkpoint before its pages, writes it after them.
 */
final class PublishedRows {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedRows.class);

  private final Checkpoints checkpoints;
  private final MarketAddress market;
  private final Clock clock;

  PublishedRows(Checkpoints checkpoints, MarketAddress market, Clock clock) {
    this.checkpoints = checkpoints;
    this.market = market;
    this.clock = clock;
  }

  void begin(Exchange exchange) throws Exception {
    MarketRequest request = exchange.getMessage().getMandatoryBody(MarketRequest.class);
    Checkpoint known =
        request.memory() == Memory.NONE
            ? Checkpoint.nothing(request.place())
            : checkpoints.read(request.place());
    RowNews news = new RowNews(request, known);
    new Pages(request, news, market).attachTo(exchange);
  }

  /** Bean method of the route: what of a page must be published. */
  public PageRecords changes(PageRecords page, Exchange exchange) {
    return Pages.of(exchange).changes(page);
  }

  /** Bean method of the route: whether that is anything; a page without rows is said once. */
  public boolean isAny(PageResult changes, Exchange exchange) {
    return changes.published() > 0
        || !changes.unreadable().isEmpty()
        || (changes.page().request().hasBars() && Pages.of(exchange).pageRows() == 0);
  }

  /** Kafka has acknowledged everything: the days are done. */
  void end(Exchange exchange) {
    Pages pages = Pages.of(exchange);
    if (pages.index() > 0) {
      write(pages);
    }
    exchange.getMessage().setBody(pages.result());
  }

  private void write(Pages pages) {
    if (pages.request().memory() == Memory.CHECKPOINT) {
      checkpoints.write(pages.checkpoint(clock.instant()));
    }
  }

  /** The end of a request, however it came: pages that are on Kafka are not published again. */
  void keepBegun(Exchange exchange) {
    Pages pages = Pages.find(exchange);
    if (pages == null || pages.index() == 0 || !pages.hasNext()) {
      return;
    }
    try {
      write(pages);
    } catch (RetryLater e) {
      LOG.atWarn()
          .log("{} The pages that are on Kafka will be published once more.", e.getMessage());
    }
  }
}
