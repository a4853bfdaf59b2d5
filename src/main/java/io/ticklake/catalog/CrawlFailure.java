package io.ticklake.catalog;

import io.ticklake.component.aws2glue.CrawlFailedException;
import io.ticklake.component.aws2glue.CrawlUnfinishedException;
import io.ticklake.component.aws2glue.CrawlUnfinishedException.Reason;
import io.ticklake.component.aws2glue.GlueCallException;
import io.ticklake.errors.ErrorCode;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports a tick that did not bring the catalogue up to date. The need is still there, so the next
 * tick tries again.
 */
final class CrawlFailure {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlFailure.class);

  private final String crawler;

  CrawlFailure(String crawler) {
    this.crawler = crawler;
  }

  /** Logs the exchange's failure as one line, with a trace only when nobody expected it. */
  void report(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (failure instanceof CrawlUnfinishedException unfinished
        && unfinished.reason() == Reason.STOPPING) {
      LOG.debug("{}", failure.getMessage());
      return;
    }
    boolean expected =
        failure instanceof CrawlFailedException
            || failure instanceof CrawlUnfinishedException
            || failure instanceof GlueCallException;
    LOG.atError()
        .addKeyValue("crawler", crawler)
        .addKeyValue("code", ErrorCode.CRAWL_FAILED)
        .setCause(expected ? null : failure)
        .log(
            "The catalogue is not up to date: {}. The next tick tries again. [{}]",
            failure.getMessage(),
            ErrorCode.CRAWL_FAILED);
  }
}
