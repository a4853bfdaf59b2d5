package io.ticklake.ingest;

import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What becomes of a poll that failed: a later tick asks the same again. Only an unknown key
 * stops the route, for every further request would be refused.
 */
final class NextTick {
  private static final Logger LOG = LoggerFactory.getLogger(NextTick.class);

  private final MarketSources sources;

  NextTick(MarketSources sources) {
    this.sources = sources;
  }

  void retry(Exchange exchange) {
    Throwable failure = failure(exchange);
    ErrorCode code = failure instanceof CodedException coded ? coded.code() : null;
    @Nullable Pages pages = Pages.find(exchange);
    if (pages != null) {
      sources.named(pages.request().source()).failed(pages.request(), code);
    }
    Level level = code == ErrorCode.MARKET_NOT_YET ? Level.DEBUG : Level.WARN;
    LOG.atLevel(level).log("{} A later tick tries again.", failure.getMessage());
  }

  void stop(Exchange exchange) {
    String route = exchange.getFromRouteId();
    LOG.atError().log("{} Route '{}' is stopped.", failure(exchange).getMessage(), route);
    CamelContext context = exchange.getContext();
    // A route cannot wait for its own end.
    context
        .getExecutorServiceManager()
        .newThread("stop-" + route, () -> stopRoute(context, route))
        .start();
  }

  private static void stopRoute(CamelContext context, String route) {
    try {
      context.getRouteController().stopRoute(route);
    } catch (Exception e) { // declared by Camel
      LOG.atError().setCause(e).log("route '{}' could not be stopped", route);
    }
  }

  private static Throwable failure(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
  }
}
