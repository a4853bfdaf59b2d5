package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 1.0",
    "100, 100.0",
    "2.384421e+06, 2384421.0",
    "1e7, 10000000.0",
    "1.5e20, 150000000000000000000.0",
    "32345114.765942, 32345114.765942",
    "-0.5, -0.5"
  })
  void writesAPointAndNoExponent(double value, String text) {
    assertThat(DecimalText.of(value)).isEqualTo(text);
  }

  @Test
  void readsBackAsTheSameNumber() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = DecimalText.of(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        assertThat(text).contains(".").doesNotContain("E");
      }
    }
  }

  @Test
  void writesPricesAndVolumesAsTheExactDecimalOfTheirDouble() {
    Random random = new Random(8);
    for (int i = 0; i < 300_000; i++) {
      double scale = Math.pow(10, random.nextInt(8));
      double value = Math.rint(random.nextDouble() * Math.pow(10, random.nextInt(17))) / scale;
      double signed = random.nextInt(9) == 0 ? -value : value;

      assertThat(DecimalText.of(signed)).isEqualTo(exact(signed));
    }
  }

  /** The same, the slow way. */
  private static String exact(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return (exact.scale() < 1 ? exact.setScale(1) : exact).toPlainString();
  }
}
