package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.DayMark;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class RowNewsTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final Instant LATER = Instant.parse("2026-11-21T12:00:00Z");
  private static final MarketRequest WEEK =
      BarSeries.MINUTE_RANGE.request("AAPL", MONDAY, LocalDate.of(2026, 11, 20));
  private final RowNews first = new RowNews(WEEK, Checkpoint.nothing(WEEK.place()));

  @Test
  void writesDownEachDayWithItsRowsAndDaysWithout() {
    first.take(MONDAY, 1);
    first.take(MONDAY, 2);
    first.take(TUESDAY, 3);
    first.published();

    Checkpoint checkpoint = first.checkpoint(LATER);

    assertThat(checkpoint.days()).hasSize(5);
    assertThat(checkpoint.days().get(MONDAY).rows()).isEqualTo(2);
    assertThat(checkpoint.days().get(TUESDAY).fingerprints().contains(3)).isTrue();
    assertThat(checkpoint.days().get(TUESDAY.plusDays(1)).rows()).isZero();
    assertThat(new RowNews(WEEK, checkpoint).hasOpenDays()).isFalse();
  }

  @Test
  void leavesTheDayItselfOpenWhileItHasNoRows() {
    Instant onFriday = Instant.parse("2026-11-20T22:00:00Z");
    first.take(MONDAY, 1);
    first.published();

    Checkpoint checkpoint = first.checkpoint(onFriday);

    assertThat(checkpoint.days()).hasSize(4).doesNotContainKey(LocalDate.of(2026, 11, 20));
  }

  @Test
  void forgetsThePageThatKafkaDidNotTake() {
    first.take(MONDAY, 1);
    first.published();
    first.take(MONDAY, 2);

    Checkpoint begun = first.begun();

    DayMark monday = begun.days().get(MONDAY);
    assertThat(monday.at()).isNull();
    assertThat(monday.fingerprints().contains(1)).isTrue();
    assertThat(monday.fingerprints().contains(2)).isFalse();
    RowNews again = new RowNews(WEEK, begun);
    assertThat(again.hasOpenDays()).isTrue();
    assertThat(again.take(MONDAY, 1)).isFalse();
    assertThat(again.take(MONDAY, 2)).isTrue();
  }

  @Test
  void keepsWhatItKnewOfADayThatWasBegunAgain() {
    first.take(MONDAY, 1);
    first.published();
    RowNews again = new RowNews(WEEK, first.checkpoint(LATER));
    again.take(MONDAY, 5);
    again.published();

    DayMark monday = again.begun().days().get(MONDAY);

    assertThat(monday.at()).isEqualTo(LATER);
    assertThat(monday.fingerprints().contains(1)).isTrue();
    assertThat(monday.fingerprints().contains(5)).isTrue();
  }
}
