package io.ticklake.ingest;

import static io.ticklake.testkit.ScriptedMarket.Answer.ok;
import static io.ticklake.testkit.ScriptedMarket.Answer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.model.Event;
import io.ticklake.testkit.ScriptedMarket;
import java.time.Duration;
import java.util.List;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.Test;

/** A week is missing: its days are asked for two at a time. */
final class LanesRouteTest extends ScriptedRouteBed {
  LanesRouteTest() {
    super(7);
  }

  @Test
  void theFirstDayIsAskedForAlone() {
    await("the first, and no other")
        .during(Duration.ofMillis(300))
        .until(() -> days().equals(List.of("2026-11-16")));

    market.willAnswer(empty());
    await("two more").until(() -> market.asked().size() == 3);
    assertThat(days()).containsExactlyInAnyOrder("2026-11-16", "2026-11-17", "2026-11-18");
  }

  @Test
  void whileOneDayIsNotAnsweredTheOthersAre() {
    market.willAnswer(empty());
    await("two more").until(() -> market.asked().size() == 3);

    market.willAnswer(empty(), empty(), empty());

    await("all but one").until(() -> checkpoints.size() == 4);
    assertThat(days())
        .containsExactlyInAnyOrder(
            "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20");
    market.willAnswer(empty());
    await("all").until(() -> checkpoints.size() == 5);
  }

  @Test
  void aDayThatFailsIsLeftToALaterTickAndKeepsNoOtherWaiting() {
    market.willAnswer(empty(), status(400, "{\"status\":\"ERROR\"}"), empty(), empty(), empty());

    await("all but one").until(() -> checkpoints.size() == 4);

    assertThat(market.asked()).hasSize(5);
    market.willAnswer(empty());
    await("all").until(() -> advanced(Duration.ofMinutes(1)) && checkpoints.size() == 5);
  }

  @Test
  void aKeyThatIsRefusedToBothIsSaidOnceAndStopsTheRoute() {
    var unknown = status(401, "{\"status\":\"ERROR\",\"error\":\"Unknown API Key\"}");
    market.willAnswer(empty(), unknown, unknown);

    await("stopped")
        .until(
            () ->
                context.getRouteController().getRouteStatus("ingest-grouped-daily")
                    == ServiceStatus.Stopped);

    assertThat(market.asked()).hasSize(3);
    assertThat(events).filteredOn(Event.SourceFailed.class::isInstance).hasSize(1);
  }

  private List<String> days() {
    return market.asked().stream()
        .map(asked -> asked.uri().getPath().replaceFirst(".*/", ""))
        .toList();
  }

  private static ScriptedMarket.Answer empty() {
    return ok("{\"status\":\"OK\",\"resultsCount\":0}");
  }
}
