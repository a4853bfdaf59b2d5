package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimestampTextTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T21:00:00Z, 2026-11-20 21:00:00.000",
    "2026-01-02T03:04:05.006789Z, 2026-01-02 03:04:05.006",
    "0999-12-31T23:59:59.999Z, 0999-12-31 23:59:59.999",
    "+10000-01-01T00:00:00Z, +10000-01-01 00:00:00.000"
  })
  void isUtcWithMilliseconds(Instant time, String text) {
    assertThat(TimestampText.of(time)).isEqualTo(text);
  }

  @Test
  void isWhatAFormatterWrites() {
    DateTimeFormatter form =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    Random random = new Random(9);
    for (int i = 0; i < 10_000; i++) {
      Instant time = Instant.ofEpochMilli(random.nextLong(100_000_000_000_000L));
      assertThat(TimestampText.of(time)).isEqualTo(form.format(time));
    }
  }
}
