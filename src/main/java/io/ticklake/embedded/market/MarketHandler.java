package io.ticklake.embedded.market;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From request to answer: method, key, rate limit, path; in this order. */
final class MarketHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(MarketHandler.class);

  private final ApiKeyCheck keys;
  private final RateLimit limit;
  private final Routes routes;

  MarketHandler(MarketSettings settings, Routes routes) {
    keys = new ApiKeyCheck(settings.apiKey());
    limit = new RateLimit(settings.requestsPerMinute(), settings.clock());
    this.routes = routes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = UUID.randomUUID().toString().replace("-", "");
      answer(exchange, id).send(exchange);
    }
  }

  private Reply answer(HttpExchange exchange, String id) {
    try {
      if (!exchange.getRequestMethod().equals("GET")) {
        throw Refusal.onlyGet();
      }
      Query query = Query.parse(exchange.getRequestURI().getRawQuery());
      keys.check(exchange.getRequestHeaders().getFirst("Authorization"), query);
      limit.admit();
      return routes.answer(id, exchange.getRequestURI().getPath(), query);
    } catch (Refusal refusal) {
      return refusal.reply(id);
    } catch (RuntimeException e) {
      // A fault of the simulation itself: the client gets the API's error shape, the log gets the
      // cause.
      LOG.atError()
          .setCause(e)
          .addKeyValue("path", exchange.getRequestURI().getPath())
          .log("market failed to answer");
      return Refusal.broken().reply(id);
    }
  }
}
