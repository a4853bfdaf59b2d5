package io.ticklake.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningTotalTest {
  private final RunningTotal total = new RunningTotal();

  @Test
  void goesOnWhenWhatCountsIsReplaced() {
    assertThat(total.with("first", 5)).isEqualTo(5);
    assertThat(total.with("first", 7)).isEqualTo(7);

    assertThat(total.with("second", 1)).isEqualTo(8);
    assertThat(total.total()).isEqualTo(8);
  }
}
