package io.ticklake.ingest.feed;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Has the feed's check among those of the context while its route runs. It registers the check
 * itself: a route that another instance may lead has a consumer of its own, and the feed's, which
 * is below that, is not asked.
 */
final class FeedHealth {
  private final CamelContext context;
  private final FeedState state;
  private @Nullable FeedHealthCheck shown;

  FeedHealth(CamelContext context, FeedState state) {
    this.context = context;
    this.state = state;
  }

  /** In place of the one of an earlier start. */
  void show(String routeId, Clock clock) {
    HealthCheckRegistry checks = HealthCheckRegistry.get(context);
    if (checks != null) {
      FeedHealthCheck check = new FeedHealthCheck(routeId, state, clock);
      checks.unregister(check);
      checks.register(check);
      shown = check;
    }
  }

  /** Unless the market has refused the feed: then it stays DOWN until the next start. */
  void hide() {
    HealthCheckRegistry checks = HealthCheckRegistry.get(context);
    if (checks != null && shown != null && !state.isOver()) {
      checks.unregister(shown);
    }
  }
}
