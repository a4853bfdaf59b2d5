package io.ticklake.ops.control;

import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.master.MasterConsumer;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses a route, lets it go on, and has it do its work once more between two ticks. */
final class RouteSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(RouteSwitch.class);

  private final CamelContext context;
  private final String route;
  private final ExecutorService pool;

  /**
   * @param pool runs work that was asked for, one at a time
   */
  RouteSwitch(CamelContext context, String route, ExecutorService pool) {
    this.context = context;
    this.route = route;
    this.pool = pool;
  }

  String state() {
    ServiceStatus status = context.getRouteController().getRouteStatus(route);
    if (status == null) {
      return "Absent";
    }
    return status.isStarted() && isStandingBy() ? "StandingBy" : status.name();
  }

  /** Of the instances that share a route's work another one does it at present. */
  private boolean isStandingBy() {
    Route running = context.getRoute(route);
    return running != null
        && running.getConsumer() instanceof MasterConsumer candidate
        && !candidate.isMaster();
  }

  void pause() {
    LOG.atInfo().addKeyValue("route", route).log("paused by an operator");
    change(() -> context.getRouteController().suspendRoute(route));
  }

  void resume() {
    LOG.atInfo().addKeyValue("route", route).log("resumed by an operator");
    change(() -> context.getRouteController().resumeRoute(route));
  }

  private interface Change {
    void apply() throws Exception;
  }

  private void change(Change change) {
    try {
      change.apply();
    } catch (Exception e) { // declared by Camel
      throw new IllegalStateException(
          "Route '%s' cannot be changed: %s".formatted(route, e.getMessage()), e);
    }
  }

  /** What the route's timer would do now. A tick that is under way is not doubled. */
  String now() {
    Route running = context.getRoute(route);
    if (isStandingBy()) {
      return "Not done: another instance leads and does this work; ask there. This one takes over when that one stops.";
    }
    if (running == null || !state().equals(ServiceStatus.Started.name())) {
      return "Not done: the route is " + state() + ". Resume or start it first.";
    }
    if (!isTimed(running)) {
      return "Not done: this route does not ask, it is told all the time.";
    }
    if (context.getInflightRepository().size(route) > 0) {
      return "Under way already.";
    }
    DefaultConsumer consumer = (DefaultConsumer) running.getConsumer();
    LOG.atInfo().addKeyValue("route", route).log("asked for by an operator");
    pool.execute(() -> run(consumer));
    return "Begun; the log tells its end.";
  }

  private static boolean isTimed(Route route) {
    Endpoint endpoint =
        route.getEndpoint() instanceof DelegateEndpoint led
            ? led.getEndpoint()
            : route.getEndpoint();
    return endpoint instanceof TimerEndpoint;
  }

  private static void run(DefaultConsumer consumer) {
    Exchange exchange = consumer.createExchange(false);
    try {
      consumer.getProcessor().process(exchange);
    } catch (Exception e) { // declared by Camel; failures of routes are in the exchange
      exchange.setException(e);
    } finally {
      if (exchange.getException() != null) {
        consumer
            .getExceptionHandler()
            .handleException("Not done", exchange, exchange.getException());
      }
      consumer.releaseExchange(exchange, false);
    }
  }
}
