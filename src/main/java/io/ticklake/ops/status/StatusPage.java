package io.ticklake.ops.status;

import ch.qos.logback.classic.LoggerContext;
import io.ticklake.config.Secret;
import io.ticklake.model.Answers;
import io.ticklake.model.Landings;
import io.ticklake.ops.console.Pages;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status page and what it asks for: its files, the snapshots as a stream and as one JSON, a
 * chart. Handlers run on the server's event loop and never wait: what takes time is for the threads
 * of {@link SnapshotStream} and {@link Charts}.
 */
public final class StatusPage implements Pages {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Landings landings;
  private final Answers answers;
  private final Clock clock;
  private final EventLog log;
  private @Nullable SnapshotStream stream;
  private @Nullable Charts charts;

  /**
   * @param landings the same that the archive counts up
   * @param answers of the queries on schedule
   * @param secrets what it must not show
   */
  public StatusPage(Landings landings, Answers answers, Collection<Secret> secrets, Clock clock) {
    this.log = new EventLog(secrets);
    this.landings = landings;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public void start(Router router, CamelContext context) {
    listen();
    SnapshotStream events =
        new SnapshotStream(new Snapshots(context, landings, answers, log, clock), clock);
    Charts bars = new Charts(new LibraryAsker(context), clock);
    stream = events;
    charts = bars;
    file(router, "/", "index.html", "text/html; charset=utf-8");
    file(router, "/status/style.css", "style.css", "text/css; charset=utf-8");
    file(router, "/status/app.js", "app.js", "text/javascript; charset=utf-8");
    file(router, "/status/chart.js", "chart.js", "text/javascript; charset=utf-8");
    file(router, "/status/icon.svg", "icon.svg", "image/svg+xml");
    router.get("/status.json").handler(StatusPage::secure).handler(events::once);
    router.get("/status/events").handler(StatusPage::secure).handler(events::open);
    // POST: a link from elsewhere must not cost a query.
    router
        .post("/status/bars")
        .handler(StatusPage::secure)
        .handler(exchange -> chart(exchange, bars));
  }

  @Override
  public void stop() {
    log.stop();
    root().detachAppender(log);
    if (stream != null) {
      stream.stop();
    }
    if (charts != null) {
      charts.stop();
    }
  }

  private void listen() {
    log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    log.start();
    root().addAppender(log);
  }

  private static ch.qos.logback.classic.Logger root() {
    return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private static void file(Router router, String path, String name, String type) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(StatusPage::secure)
        .handler(StatusFile.read(name, type));
  }

  // Stricter than Hawtio's: nothing inline, nothing from elsewhere.
  private static void secure(RoutingContext exchange) {
    exchange.response().putHeader("Content-Security-Policy", POLICY);
    exchange.next();
  }

  private static void chart(RoutingContext exchange, Charts charts) {
    String ticker = exchange.queryParams().get("ticker");
    charts.ask(ticker == null ? "" : ticker, reply -> answer(exchange.response(), reply));
  }

  private static void answer(HttpServerResponse response, ChartReply reply) {
    if (response.closed() || response.ended()) {
      return; // the browser did not wait
    }
    response.putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
    if (reply instanceof ChartReply.Drawn drawn) {
      response.end(SnapshotJson.of(drawn.chart()));
    } else if (reply instanceof ChartReply.Refusal refusal) {
      if (refusal.status() == 429 || refusal.status() == 503) {
        response.putHeader("Retry-After", "10");
      }
      response.setStatusCode(refusal.status()).end(SnapshotJson.of(refusal));
    }
  }
}
