package io.ticklake.ingest.feed;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of the feed: down when it was not connected for a minute, or the market refused it. */
final class FeedHealthCheck extends AbstractHealthCheck {
  private final FeedState state;
  private final Clock clock;

  FeedHealthCheck(String routeId, FeedState state, Clock clock) {
    super("camel", "market-feed-" + routeId);
    this.state = state;
    this.clock = clock;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    state.details().forEach(builder::detail);
    Optional<String> failure = state.failure(clock.instant());
    if (failure.isPresent()) {
      builder.message(failure.get()).down();
    } else {
      builder.up();
    }
  }
}
