package io.ticklake.ops.console;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Map;

/**
 * Hawtio's static pages at {@code /hawtio/}, and the few answers that it asks its own server for.
 */
final class HawtioPages {
  private static final String ROOT = "/hawtio";
  // Without these Hawtio would show a login page, look for plug-ins, and offer what the policy
  // refuses.
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/user", "\"operator\"",
          "/plugin", "[]",
          "/proxy/enabled", "false",
          "/keycloak/enabled", "false",
          "/auth/config", "{}",
          "/auth/config/session-timeout", "{}",
          "/hawtconfig.json",
              "{\"branding\":{\"appName\":\"ticklake\",\"showAppName\":true},\"disabledRoutes\":[\"/connect\",\"/runtime\"]}");

  private HawtioPages() {}

  static void addTo(Router router) {
    router.get(ROOT).handler(exchange -> redirect(exchange));
    ANSWERS.forEach((path, body) -> router.get(ROOT + path).handler(json(body)));
    // Hawtio finds the agent by itself when it answers below its own path.
    router.route(ROOT + "/jolokia*").handler(HawtioPages::toJolokia);
    router.get(ROOT + "/*").handler(HawtioPages::cache);
    router.get(ROOT + "/*").handler(StaticHandler.create(FileSystemAccess.RELATIVE, "hawtio"));
    router.get(ROOT + "/*").handler(HawtioPages::deepLink);
  }

  private static void redirect(RoutingContext exchange) {
    if (exchange.request().path().equals(ROOT)) {
      exchange.redirect(ROOT + "/");
    } else {
      exchange.next();
    }
  }

  private static Handler<RoutingContext> json(String body) {
    return exchange -> exchange.response().putHeader("Content-Type", "application/json").end(body);
  }

  private static void toJolokia(RoutingContext exchange) {
    String rest = exchange.request().path().substring((ROOT + "/jolokia").length());
    exchange.reroute("/observe/jolokia" + rest);
  }

  private static void cache(RoutingContext exchange) {
    // Names below static/ carry a hash of their content.
    boolean hashed = exchange.request().path().startsWith(ROOT + "/static/");
    exchange
        .response()
        .putHeader("Cache-Control", hashed ? "max-age=31536000, immutable" : "no-cache");
    exchange.next();
  }

  /** A page's address inside Hawtio is no file: the one page is sent and finds its way. */
  private static void deepLink(RoutingContext exchange) {
    String path = exchange.request().path();
    boolean file =
        path.substring(path.lastIndexOf('/')).contains(".") || path.startsWith(ROOT + "/static/");
    if (file || path.equals(ROOT + "/index.html")) {
      exchange.response().setStatusCode(404).end();
    } else {
      exchange.reroute(ROOT + "/index.html");
    }
  }
}
