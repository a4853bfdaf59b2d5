package io.ticklake.catalog;

import io.ticklake.model.Landings;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/**
 * Whether the crawler has work. It has when objects landed since the last good crawl began, and
 * once after each start: nobody knows then what landed before, or is put there by others.
 */
public final class CrawlNeed {
  private static final String COUNT = "crawlNeedCount";
  private static final long NEVER = -1;

  private final Landings landings;
  private volatile long crawled = NEVER;

  CrawlNeed(Landings landings) {
    this.landings = landings;
  }

  /** Whether to crawl now. Asked before the crawl: what lands during it is for the next one. */
  public boolean arisen(Exchange exchange) {
    long count = landings.objects();
    exchange.setProperty(COUNT, count);
    return count != crawled;
  }

  /** Says that the crawl of this exchange ended well. Without it the next tick crawls again. */
  public void met(@ExchangeProperty(COUNT) long count) {
    crawled = count;
  }
}
