package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.model.Bar;
import io.ticklake.model.Timespan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
  private static final Instant CLOSE = Instant.parse("2026-11-20T21:00:00Z");
  private static final Instant FETCHED = Instant.parse("2026-11-21T12:00:00Z");
  private static final Bar BAR = bar("AAPL", CLOSE, 1.5);

  @Test
  void neverChangesFromOneVersionToTheNext() {
    // Checkpoints hold these numbers: another one here would publish every bar again.
    assertThat(Fingerprint.of(BAR)).isEqualTo(-5652044434428920887L);
  }

  @Test
  void differsWhenAnyOneValueDiffers() {
    List<Bar> others =
        List.of(
            bar("AAPM", CLOSE, 1.5),
            bar("AAP", CLOSE, 1.5),
            bar("AAPL", CLOSE.plusMillis(1), 1.5),
            bar("AAPL", CLOSE, Math.nextUp(1.5)),
            with(null, 7L, null, true),
            with(1.25, null, null, true),
            with(1.25, 8L, null, true),
            with(1.25, 7L, true, true),
            with(1.25, 7L, false, true),
            with(1.25, 7L, null, false),
            with(1.25, 7L, null, null));

    Set<Long> prints = new HashSet<>();
    Stream.concat(Stream.of(BAR), others.stream()).map(Fingerprint::of).forEach(prints::add);

    assertThat(prints).hasSize(1 + others.size());
  }

  @Test
  void doesNotLookAtWhereAndWhenABarWasFetched() {
    Bar again =
        new Bar(
            "AAPL",
            Timespan.DAY,
            CLOSE,
            LocalDate.of(2026, 11, 20),
            1.5,
            3,
            0.5,
            2,
            1000,
            1.25,
            7L,
            null,
            true,
            "backfill",
            FETCHED.plusSeconds(60));

    assertThat(Fingerprint.of(again)).isEqualTo(Fingerprint.of(BAR));
  }

  @Test
  void tellsADayOfBarsApart() {
    Set<Long> prints = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      prints.add(Fingerprint.of(bar("T" + i % 500, CLOSE.plusSeconds(60L * (i / 500)), 1.5)));
    }

    assertThat(prints).hasSize(100_000);
  }

  private static Bar bar(String ticker, Instant time, double open) {
    return bar(ticker, time, open, 1.25, 7L, null, true);
  }

  private static Bar with(Double vwap, Long transactions, Boolean otc, Boolean adjusted) {
    return bar("AAPL", CLOSE, 1.5, vwap, transactions, otc, adjusted);
  }

  private static Bar bar(
      String ticker,
      Instant time,
      double open,
      Double vwap,
      Long transactions,
      Boolean otc,
      Boolean adjusted) {
    return new Bar(
        ticker,
        Timespan.DAY,
        time,
        LocalDate.of(2026, 11, 20),
        open,
        3,
        0.5,
        2,
        1000,
        vwap,
        transactions,
        otc,
        adjusted,
        "grouped-daily",
        FETCHED);
  }
}
