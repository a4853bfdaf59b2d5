package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.errors.ErrorCode;
import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.DayMark;
import io.ticklake.ingest.checkpoint.Fingerprints;
import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordSourceTest {
  private final FakeClock clock = new FakeClock("2026-11-21T12:00:00Z");
  private final CheckpointsInMemory checkpoints = new CheckpointsInMemory();

  @Test
  void asksForSnapshotsOnceAtEachTick() {
    RecordSource source = RecordSource.snapshots(List.of(), checkpoints, clock);

    assertThat(source.next(0).path()).isEqualTo("/v2/snapshot/locale/us/markets/stocks/tickers");
    assertThat(source.next(0)).isNull();
    assertThat(source.next(0)).isNotNull();
  }

  @Test
  void asksForTheSnapshotsOfAWatchListInOneRequest() {
    RecordSource source = RecordSource.snapshots(List.of("BRK.A", "X&Y"), checkpoints, clock);

    assertThat(source.next(0).path()).endsWith("/tickers?tickers=BRK.A,X%26Y");
  }

  @Test
  void asksForTheListOfTickersOnceADay() {
    RecordSource source = RecordSource.tickers(checkpoints, clock);
    MarketRequest today = source.next(0);
    assertThat(source.next(0)).isNull();
    clock.advance(Duration.ofMinutes(1));
    assertThat(source.next(0)).isEqualTo(today);

    DayMark done = new DayMark(clock.instant(), 9, Fingerprints.NONE);
    checkpoints.write(Checkpoint.nothing(today.place()).with(Map.of(today.to(), done)));
    clock.advance(Duration.ofHours(10));
    assertThat(source.next(0)).isNull();

    clock.advance(Duration.ofHours(8)); // midnight in New York
    assertThat(source.next(0)).isNotNull();
  }

  @Test
  void asksForHolidaysAtTheStartAndThenWhetherTheMarketIsOpen() {
    RecordSource source = RecordSource.marketStatus(checkpoints, clock);

    assertThat(source.next(0).path()).isEqualTo("/v1/marketstatus/upcoming");
    assertThat(source.next(0).path()).isEqualTo("/v1/marketstatus/now");
    assertThat(source.next(0)).isNull();
    assertThat(source.next(0).path()).isEqualTo("/v1/marketstatus/now");
  }

  @Test
  void asksForHolidaysAgainWhenThatFailed() {
    RecordSource source = RecordSource.marketStatus(checkpoints, clock);
    source.failed(source.next(0), ErrorCode.MARKET_UNAVAILABLE);
    assertThat(source.next(0).path()).endsWith("/now");

    clock.advance(Duration.ofMinutes(1));

    assertThat(source.next(0).path()).endsWith("/upcoming");
  }

  @Test
  void waitsHoursForWhatThePlanDoesNotInclude() {
    RecordSource source = RecordSource.snapshots(List.of(), checkpoints, clock);
    source.failed(source.next(0), ErrorCode.MARKET_NOT_ENTITLED);
    clock.advance(Duration.ofHours(5));
    assertThat(source.next(0)).isNull();

    clock.advance(Duration.ofHours(1));
    assertThat(source.next(0)).isNotNull();
  }
}
