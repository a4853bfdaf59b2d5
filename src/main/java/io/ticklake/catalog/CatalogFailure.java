package io.ticklake.catalog;

import io.ticklake.component.aws2glue.CrawlFailedException;
import io.ticklake.component.aws2glue.CrawlUnfinishedException;
import io.ticklake.component.aws2glue.CrawlUnfinishedException.Reason;
import io.ticklake.component.aws2glue.GlueCallException;
import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.model.Event;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports ticks that did not bring the catalogue up to date. The need is still there, so the next
 * tick tries again; what is wrong is said once, and again only when something else is.
 */
final class CatalogFailure {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogFailure.class);
  // Differs from call to call, though nothing else is wrong.
  private static final Pattern ID = Pattern.compile("(request|\\(run) [^])]*");

  private final Consumer<Event> events;
  private String said = "";
  private int ticks;

  CatalogFailure(Consumer<Event> events) {
    this.events = events;
  }

  /** Logs the exchange's failure as one line, with a trace only when nobody expected it. */
  synchronized void report(Exchange exchange) {
    Exception failure = failureOf(exchange);
    if (failure instanceof CrawlUnfinishedException unfinished
        && unfinished.reason() == Reason.STOPPING) {
      LOG.debug("{}", failure.getMessage());
      return;
    }
    ticks++;
    events.accept(
        new Event.CatalogFailed(
            ErrorCode.CRAWL_FAILED.name(), String.valueOf(failure.getMessage())));
    String what = ID.matcher(String.valueOf(failure.getMessage())).replaceAll("");
    if (what.equals(said)) {
      LOG.debug("The catalogue is still not up to date: {}", failure.getMessage());
      return;
    }
    said = what;
    LOG.atError()
        .addKeyValue("code", ErrorCode.CRAWL_FAILED)
        .setCause(isExpected(failure) ? null : failure)
        .log(
            "The catalogue is not up to date: {}. Each tick tries again, and queries see what was there before. [{}]",
            withoutStop(failure.getMessage()),
            ErrorCode.CRAWL_FAILED);
  }

  /** Says that all is well again, if it was not. */
  synchronized void isOver() {
    if (ticks > 0) {
      LOG.atInfo().addKeyValue("failedTicks", ticks).log("The catalogue is up to date again");
    }
    ticks = 0;
    said = "";
  }

  /** A splitter tells of its own failure, with the part's as the cause. */
  private static Exception failureOf(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    return failure instanceof CamelExchangeException
            && failure.getCause() instanceof Exception cause
        ? cause
        : failure;
  }

  private static String withoutStop(@Nullable String message) {
    String text = String.valueOf(message).strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isExpected(Exception failure) {
    return failure instanceof CrawlFailedException
        || failure instanceof CrawlUnfinishedException
        || failure instanceof GlueCallException
        || failure instanceof TablesRefused
        || failure instanceof CodedException;
  }
}
