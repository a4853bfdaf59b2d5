package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void countsTheRequestsOfTheProcessBefore(@TempDir Path directory) {
    Path file = directory.resolve("requests");
    RequestBudget before = RequestBudget.in(file, 5, clock);
    for (int i = 0; i < 3; i++) {
      assertThat(before.take()).isZero();
    }
    clock.advance(Duration.ofSeconds(20));

    RequestBudget after = RequestBudget.in(file, 5, clock);

    assertThat(after.take()).isZero();
    assertThat(after.take()).isZero();
    assertThat(after.take()).isEqualTo(Duration.ofSeconds(41));
  }

  @Test
  void remembersAPauseAndALargerBudget(@TempDir Path directory) {
    Path file = directory.resolve("requests");
    RequestBudget before = RequestBudget.in(file, 1, clock);
    assertThat(before.take()).isZero();
    before.pause(Duration.ofSeconds(30));

    RequestBudget after = RequestBudget.in(file, 6000, clock);

    assertThat(after.take()).isEqualTo(Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(30));
    for (int i = 0; i < 5999; i++) {
      assertThat(after.take()).isZero();
    }
    assertThat(after.take()).isEqualTo(Duration.ofSeconds(31));
  }

  @Test
  void startsAnewWithAFileOfAnotherForm(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("requests"), "something else ".repeat(50));

    assertThat(RequestBudget.in(file, 1, clock).take()).isZero();
  }

  @Test
  void waitsForAMinuteAtMostWhenTheClockWasSetBack() {
    RequestBudget one = new RequestBudget(1, clock);
    assertThat(one.take()).isZero();
    clock.advance(Duration.ofHours(-5));

    assertThat(one.take()).isEqualTo(Duration.ofSeconds(61));
  }
}
