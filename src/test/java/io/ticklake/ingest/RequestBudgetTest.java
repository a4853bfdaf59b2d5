package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestBudgetTest {
  private final FakeClock clock = new FakeClock("2026-11-21T12:00:00Z");
  private final RequestBudget budget = new RequestBudget(5, clock);

  @Test
  void neverAllowsMoreThanItsNumberInAnySixtySeconds() {
    List<Instant> sent = new ArrayList<>();
    for (int tick = 0; tick < 3000; tick++) {
      if (budget.take().isZero()) {
        sent.add(clock.instant());
      }
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(sent).hasSizeBetween(24, 25);
    for (int i = 5; i < sent.size(); i++) {
      assertThat(Duration.between(sent.get(i - 5), sent.get(i)))
          .isGreaterThan(Duration.ofSeconds(60));
    }
  }

  @Test
  void saysHowLongToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(budget.take()).isZero();
    }
    clock.advance(Duration.ofSeconds(20));

    assertThat(budget.take()).isEqualTo(Duration.ofSeconds(41));
  }

  @Test
  void letsNobodySendDuringAPause() {
    budget.pause(Duration.ofSeconds(30));
    budget.pause(Duration.ofSeconds(5));

    assertThat(budget.take()).isEqualTo(Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(30));
    assertThat(budget.take()).isZero();
  }

  @Test
  void saysHowManyAreLeft() {
    assertThat(budget.left()).isEqualTo(5);
    var unused = budget.take();
    assertThat(budget.left()).isEqualTo(4);

    budget.pause(Duration.ofSeconds(30));
    assertThat(budget.left()).as("nobody may send").isZero();

    clock.advance(Duration.ofMinutes(2));
    assertThat(budget.left()).isEqualTo(5);
  }
}
