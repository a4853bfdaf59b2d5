package io.ticklake.ops.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of a stage: down when some work of it has failed for a minute, or as soon as only a
 * person can help. The oldest trouble is told as {@code reason}, {@code since} and {@code cure};
 * further ones by their names. A failure that has just begun is told and does not count yet.
 */
final class StageHealthCheck extends AbstractHealthCheck {
  // A server that is restarted is back within it, and the next tick asks again.
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NEEDS_A_PERSON = "MARKET_UNAUTHORIZED";

  private final String stage;
  private final StageStates states;
  private final Clock clock;

  StageHealthCheck(String stage, StageStates states, Clock clock) {
    super("ticklake", stage);
    this.stage = stage;
    this.states = states;
    this.clock = clock;
  }

  /** Never: to restart the process mends no market, crawler or query. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    states.lastSuccess(stage).ifPresent(at -> builder.detail("lastSuccess", text(at)));
    List<Trouble> troubles = states.troubles(stage);
    if (troubles.isEmpty()) {
      builder.up();
      return;
    }
    Trouble oldest = troubles.get(0);
    builder
        .message(oldest.reason())
        .detail("what", oldest.work())
        .detail("reason", oldest.reason())
        .detail("code", oldest.code())
        .detail("since", text(oldest.since()))
        .detail("failures", oldest.failures())
        .detail("cure", oldest.cure());
    troubles.stream()
        .skip(1)
        .forEach(
            next ->
                builder.detail("also." + next.work(), text(next.since()) + " " + next.reason()));
    if (troubles.stream().anyMatch(this::counts)) {
      builder.down();
    } else {
      builder.up();
    }
  }

  private boolean counts(Trouble trouble) {
    return trouble.code().equals(NEEDS_A_PERSON)
        || !clock.instant().isBefore(trouble.since().plus(PATIENCE));
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
