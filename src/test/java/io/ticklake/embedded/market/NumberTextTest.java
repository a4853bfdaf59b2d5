package io.ticklake.embedded.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "2384424, 2.384424e+06",
    "2384421, 2384421",
    "32345112.765942, 3.2345112765942e+07",
    "32345115.765942, 32345115.765942",
    "8000000, 8e+06",
    "800, 800",
    "0.5, 0.5",
  })
  void someLargeVolumesHaveAnExponent(double volume, String expected) {
    assertThat(NumberText.volume(volume)).isEqualTo(expected);
  }

  @Test
  void noDigitIsLost() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double volume = Math.rint(random.nextDouble() * 1e14) / 1e6;

      assertThat(Double.parseDouble(NumberText.volume(volume))).isEqualTo(volume);
    }
  }
}
