package io.ticklake.ops.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.EmptyResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jolokia's protocol, narrowed before Jolokia sees it: GET only for the version (a link must not be
 * able to stop a route), POST only with a JSON content type (which no form of another site can
 * send), only plain requests about this JVM.
 */
final class JolokiaHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(JolokiaHandler.class);
  private static final Set<String> TYPES = Set.of("read", "list", "search", "exec", "version");

  // Hawtio sends the second. No form of another site can send either.
  private static final Set<String> MEDIA_TYPES = Set.of("application/json", "text/json");

  private final HttpRequestHandler requests;

  JolokiaHandler(HttpRequestHandler requests) {
    this.requests = requests;
  }

  @Override
  public void handle(RoutingContext exchange) {
    try {
      if (exchange.request().method().equals(HttpMethod.POST)) {
        post(exchange);
      } else {
        get(exchange);
      }
    } catch (EmptyResponseException e) {
      exchange.response().setStatusCode(204).end();
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).log("a Jolokia request failed");
      refuse(exchange, 500, "The request failed; the log says why.");
    }
  }

  private void get(RoutingContext exchange) throws EmptyResponseException {
    String path = exchange.request().path();
    String rest = path.substring(path.indexOf("/jolokia") + "/jolokia".length());
    if (rest.isEmpty() || rest.equals("/") || rest.equals("/version")) {
      answer(exchange, requests.handleGetRequest(path, "/version", Map.of()));
    } else {
      refuse(exchange, 405, "Ask by POST.");
    }
  }

  private void post(RoutingContext exchange) throws IOException, EmptyResponseException {
    String type = String.valueOf(exchange.request().getHeader("Content-Type"));
    if (!MEDIA_TYPES.contains(type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))) {
      refuse(exchange, 415, "Send JSON as application/json.");
      return;
    }
    String body = exchange.body().asString(StandardCharsets.UTF_8.name());
    Object request;
    try {
      request = Json.decodeValue(body == null ? "" : body);
    } catch (DecodeException e) {
      refuse(exchange, 400, "The body is not JSON.");
      return;
    }
    if (isPlain(request)) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      answer(
          exchange,
          requests.handlePostRequest(
              exchange.request().path(),
              new ByteArrayInputStream(bytes),
              StandardCharsets.UTF_8.name(),
              Map.of()));
    } else {
      refuse(
          exchange, 403, "Only read, list, search, exec and version of this process are served.");
    }
  }

  private static boolean isPlain(Object request) {
    List<?> all = request instanceof JsonArray array ? array.getList() : List.of(request);
    return all.stream()
        .map(one -> one instanceof Map<?, ?> map ? JsonObject.mapFrom(map) : one)
        .allMatch(
            one ->
                one instanceof JsonObject object
                    && !object.containsKey("target")
                    && TYPES.contains(
                        String.valueOf(object.getValue("type")).toLowerCase(Locale.ROOT)));
  }

  private static void answer(RoutingContext exchange, JSONStructure answer) {
    exchange
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(answer.toJSONString());
  }

  private static void refuse(RoutingContext exchange, int status, String reason) {
    exchange
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain")
        .end(reason + "\n");
  }
}
