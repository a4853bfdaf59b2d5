package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;

/**
 * Waits until the budget allows a request. The wait ends, without a request, as soon as the route
 * that the exchange came from is stopped or suspended: a stop never waits for the budget.
 */
final class Turn implements Processor {
  // How long a stop may go unnoticed.
  private static final Duration STEP = Duration.ofMillis(100);

  private final RequestBudget budget;
  private volatile boolean givenUp;

  Turn(RequestBudget budget) {
    this.budget = budget;
  }

  /** Ends every wait, now and later, without a request. */
  void giveUp() {
    givenUp = true;
  }

  @Override
  public void process(Exchange exchange) {
    for (Duration wait = budget.take(); !wait.isZero(); wait = budget.take()) {
      if (givenUp || !isRunning(exchange)) {
        throw givenUp("its route is being stopped");
      }
      try {
        Thread.sleep(Math.max(1, Math.min(wait.toMillis(), STEP.toMillis())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw givenUp("its thread was interrupted");
      }
    }
  }

  /** Whether the route that the exchange came from goes on. */
  static boolean isRunning(Exchange exchange) {
    Route route = exchange.getContext().getRoute(exchange.getFromRouteId());
    return route != null
        && route.getConsumer() instanceof StatefulService consumer
        && consumer.getStatus().isStarted();
  }

  private static RetryLater givenUp(String why) {
    return new RetryLater(
        ErrorCode.MARKET_RATE_LIMITED,
        "The request that waited for its turn was not sent: " + why + ".");
  }
}
