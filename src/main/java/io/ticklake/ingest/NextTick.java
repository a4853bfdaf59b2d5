package io.ticklake.ingest;

import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.model.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What becomes of a poll that failed: a later tick asks the same again. Only an unknown key stops
 * the route, for every further request would be refused.
 */
final class NextTick {
  private static final Logger LOG = LoggerFactory.getLogger(NextTick.class);

  // A tick may come every second: the same trouble is told so often.
  private static final Duration REMINDER = Duration.ofMinutes(10);

  private final MarketSources sources;
  private final Clock clock;
  private final Consumer<Event> events;
  private final Map<String, Told> lastTold = new ConcurrentHashMap<>();
  private final Set<String> stopping = ConcurrentHashMap.newKeySet();

  private record Told(String message, Instant at) {}

  NextTick(MarketSources sources, Clock clock, Consumer<Event> events) {
    this.sources = sources;
    this.clock = clock;
    this.events = events;
  }

  void retry(Exchange exchange) {
    Throwable failure = failure(exchange);
    ErrorCode code = failure instanceof CodedException coded ? coded.code() : null;
    @Nullable Pages pages = Pages.find(exchange);
    if (pages != null) {
      sources.named(pages.request().source()).failed(pages.request(), code);
    }
    // A day that is not over is no failure.
    boolean early = code == ErrorCode.MARKET_NOT_YET;
    // What a stop or a pause interrupts has not failed.
    boolean expected = early || !Turn.isRunning(exchange);
    if (!expected) {
      tell(exchange, code, failure);
    }
    String message = String.valueOf(failure.getMessage());
    boolean quiet = expected || isKnown(exchange.getFromRouteId(), message);
    LOG.atLevel(quiet ? Level.DEBUG : Level.WARN).log("{} A later tick tries again.", message);
  }

  private boolean isKnown(String route, String message) {
    Instant now = clock.instant();
    Told last = lastTold.get(route);
    if (last != null && last.message().equals(message) && now.isBefore(last.at().plus(REMINDER))) {
      return true;
    }
    lastTold.put(route, new Told(message, now));
    return false;
  }

  void stop(Exchange exchange) {
    String route = exchange.getFromRouteId();
    if (!stopping.add(route)) {
      // Another lane's request was refused, too.
      return;
    }
    LOG.atError().log("{} Route '{}' is stopped.", failure(exchange).getMessage(), route);
    tell(exchange, ErrorCode.MARKET_UNAUTHORIZED, failure(exchange));
    CamelContext context = exchange.getContext();
    // A route cannot wait for its own end.
    context
        .getExecutorServiceManager()
        .newThread("stop-" + route, () -> stopRoute(context, route))
        .start();
  }

  private void tell(Exchange exchange, @Nullable ErrorCode code, Throwable failure) {
    String route = exchange.getFromRouteId();
    @Nullable Pages pages = Pages.find(exchange);
    String source = pages == null ? route.replaceFirst("^ingest-", "") : pages.request().source();
    events.accept(
        new Event.SourceFailed(
            source,
            code == null ? ErrorCode.MARKET_UNAVAILABLE.name() : code.name(),
            String.valueOf(failure.getMessage())));
  }

  private void stopRoute(CamelContext context, String route) {
    try {
      context.getRouteController().stopRoute(route);
    } catch (Exception e) { // declared by Camel
      LOG.atError().setCause(e).log("route '{}' could not be stopped", route);
    } finally {
      stopping.remove(route);
    }
  }

  private static Throwable failure(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
  }
}
