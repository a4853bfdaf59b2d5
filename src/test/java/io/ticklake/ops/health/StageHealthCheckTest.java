package io.ticklake.ops.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.errors.ErrorCode;
import io.ticklake.model.Event;
import io.ticklake.testkit.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class StageHealthCheckTest {
  private final FakeClock clock = new FakeClock("2026-11-20T12:00:00Z");
  private final StageStates states = new StageStates(clock);

  @Test
  void isUpBeforeAnythingHappened() {
    assertThat(check("query").getState()).isEqualTo(State.UP);
  }

  @Test
  void saysWhatFailsSinceWhenAndWhatToDo() {
    states.accept(new Event.QueryFailed("gaps", "QUERY_FAILED", "COLUMN_NOT_FOUND"));
    clock.advance(Duration.ofMinutes(2));
    states.accept(new Event.QueryFailed("gaps", "QUERY_FAILED", "COLUMN_NOT_FOUND"));

    HealthCheck.Result result = check("query");

    assertThat(result.getState()).isEqualTo(State.DOWN);
    assertThat(result.getMessage()).contains("COLUMN_NOT_FOUND");
    assertThat(result.getDetails())
        .containsEntry("what", "gaps")
        .containsEntry("reason", "COLUMN_NOT_FOUND")
        .containsEntry("since", "2026-11-20T12:00:00Z")
        .containsEntry("failures", 2);
    assertThat((String) result.getDetails().get("cure")).contains("SQL");
  }

  @Test
  void aFailureThatHasJustBegunIsToldAndDoesNotCount() {
    states.accept(new Event.CatalogFailed("CRAWL_FAILED", "the crawler is away"));
    clock.advance(Duration.ofSeconds(59));

    HealthCheck.Result result = check("catalog");

    assertThat(result.getState()).isEqualTo(State.UP);
    assertThat(result.getDetails()).containsEntry("reason", "the crawler is away");
  }

  @Test
  void aKeyThatTheMarketDoesNotKnowCountsAtOnce() {
    states.accept(new Event.SourceFailed("grouped-daily", "MARKET_UNAUTHORIZED", "unknown key"));

    assertThat(check("ingest").getState()).isEqualTo(State.DOWN);
  }

  @Test
  void successEndsTheTroubleOfThatWorkOnly() {
    states.accept(new Event.QueryFailed("gaps", "QUERY_FAILED", "one"));
    states.accept(new Event.QueryFailed("freshness", "QUERY_FAILED", "two"));
    clock.advance(Duration.ofMinutes(5));

    states.accept(new Event.QueryAnswered("gaps", 1, Duration.ZERO));

    assertThat(check("query").getDetails())
        .containsEntry("what", "freshness")
        .containsEntry("lastSuccess", "2026-11-20T12:05:00Z");
    assertThat(states.troubles("query")).extracting(Trouble::work).containsExactly("freshness");
  }

  @Test
  void aStageDoesNotAnswerForAnother() {
    states.accept(new Event.CatalogFailed("CRAWL_FAILED", "the crawler is away"));
    clock.advance(Duration.ofMinutes(5));

    assertThat(check("query").getState()).isEqualTo(State.UP);
  }

  @Test
  void workThatIsNotHeardOfAgainIsForgotten() {
    states.accept(new Event.QueryFailed("removed", "QUERY_FAILED", "one"));
    clock.advance(Duration.ofDays(3));

    assertThat(check("query").getState()).isEqualTo(State.UP);
  }

  @Test
  void noStageIsEverALivenessMatter() {
    assertThat(new StageHealthCheck("query", states, clock).isLiveness()).isFalse();
  }

  @Test
  void everyCodeThatAStageTellsHasACureOfItsOwn() {
    assertThat(
            java.util.stream.Stream.of(
                    "MARKET_UNAUTHORIZED",
                    "MARKET_NOT_ENTITLED",
                    "MARKET_UNAVAILABLE",
                    "CRAWL_FAILED",
                    "QUERY_FAILED",
                    "QUERY_TIMED_OUT",
                    "QUERY_SCAN_LIMIT",
                    "QUERY_NOT_DELIVERED")
                .map(Cures::of))
        .doesNotContain(Optional.empty());
  }

  @Test
  void everyCureIsOfACodeThatExists() throws IOException {
    Properties cures = new Properties();
    try (InputStream in = Cures.class.getResourceAsStream("cures.properties")) {
      cures.load(in);
    }

    assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name).toList())
        .containsAll(cures.stringPropertyNames());
  }

  private HealthCheck.Result check(String stage) {
    StageHealthCheck check = new StageHealthCheck(stage, states, clock);
    check.setCamelContext(new DefaultCamelContext());
    return check.call(Map.of());
  }
}
