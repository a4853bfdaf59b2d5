package io.ticklake.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private final Rate rate = new Rate();

  @Test
  void isNotKnownFromOneValue() {
    assertThat(rate.of(NOON, 100)).isNull();
  }

  @Test
  void isTheGrowthOfTheLastTenSeconds() {
    rate.of(NOON, 0);
    rate.of(NOON.plusSeconds(5), 1000);
    rate.of(NOON.plusSeconds(10), 1000);

    assertThat(rate.of(NOON.plusSeconds(14), 1090)).isEqualTo(10.0);
  }

  @Test
  void comesToRestWhenNothingFlows() {
    rate.of(NOON, 0);
    rate.of(NOON.plusSeconds(1), 500);
    for (int second = 2; second < 12; second++) {
      rate.of(NOON.plusSeconds(second), 500);
    }

    assertThat(rate.of(NOON.plusSeconds(12), 500)).isZero();
  }

  @Test
  void aCounterThatBeginsAnewIsNoNegativeRate() {
    rate.of(NOON, 5000);
    rate.of(NOON.plusSeconds(1), 6000);

    assertThat(rate.of(NOON.plusSeconds(2), 0)).isNull();
    assertThat(rate.of(NOON.plusSeconds(3), 20)).isEqualTo(20.0);
  }

  @Test
  void aPauseOfTheOnlookerBeginsAnew() {
    rate.of(NOON, 0);

    assertThat(rate.of(NOON.plusSeconds(3600), 1_000_000)).isNull();
  }
}
