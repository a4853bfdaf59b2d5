package io.ticklake.ingest;

import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a poll that failed: a later tick asks for the same day again. Only an unknown key
 * stops the route, for every further request would be refused.
 */
final class NextTick {
  private static final Logger LOG = LoggerFactory.getLogger(NextTick.class);

  // The free plan opens a day some time after midnight: four looks an hour are enough.
  private static final Duration NOT_YET = Duration.ofMinutes(15);

  // A plan changes when somebody buys another.
  private static final Duration NOT_ENTITLED = Duration.ofHours(6);

  private final MissedDays missedDays;

  NextTick(MissedDays missedDays) {
    this.missedDays = missedDays;
  }

  void retry(Exchange exchange) {
    Throwable failure = failure(exchange);
    ErrorCode code = failure instanceof CodedException coded ? coded.code() : null;
    if (code == ErrorCode.MARKET_NOT_YET) {
      later(exchange, NOT_YET);
      LOG.atDebug().log(failure.getMessage());
      return;
    }
    if (code == ErrorCode.MARKET_NOT_ENTITLED) {
      later(exchange, NOT_ENTITLED);
    }
    LOG.atWarn().log("{} A later tick tries again.", failure.getMessage());
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

  private void later(Exchange exchange, Duration wait) {
    @Nullable Pages pages = Pages.find(exchange);
    if (pages != null) {
      missedDays.later(pages.request().day(), wait);
    }
  }

  private static Throwable failure(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
  }
}
