package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.errors.ErrorCode;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MissedDaysTest {
  private final FakeClock clock = new FakeClock("2026-11-21T12:00:00Z"); // a Saturday
  private final CheckpointsInMemory checkpoints = new CheckpointsInMemory();
  private final MissedDays grouped =
      new MissedDays(BarSeries.GROUPED_DAILY, Span.lookback(7), checkpoints, clock);

  @Test
  void givesWeekdaysOldestFirst() {
    assertThat(all(grouped))
        .containsExactly(
            "* 2026-11-16", "* 2026-11-17", "* 2026-11-18", "* 2026-11-19", "* 2026-11-20");
  }

  @Test
  void skipsPublishedDays() {
    published("2026-11-17", "2026-11-18T12:00:00Z");

    assertThat(all(grouped)).doesNotContain("* 2026-11-17").hasSize(4);
  }

  @Test
  void fetchesADayOnceMoreThatWasFetchedOnTheDayItself() {
    published("2026-11-20", "2026-11-20T22:00:00Z");
    published("2026-11-19", "2026-11-20T04:59:00Z"); // 23:59 Eastern of the 19th
    published("2026-11-18", "2026-11-19T05:00:00Z"); // midnight

    assertThat(all(grouped))
        .contains("* 2026-11-20", "* 2026-11-19")
        .doesNotContain("* 2026-11-18");
  }

  @Test
  void asksForTodayOnlyAfterTheClose() {
    clock.setTo("2026-11-20T20:59:00Z"); // 15:59 Eastern
    assertThat(all(grouped)).doesNotContain("* 2026-11-20");

    clock.setTo("2026-11-20T21:00:00Z");
    assertThat(all(grouped)).contains("* 2026-11-20");
  }

  @Test
  void knowsDaylightSavingTime() {
    clock.setTo("2026-07-06T20:00:00Z"); // a Monday, 16:00 Eastern

    assertThat(all(grouped)).contains("* 2026-07-06");
  }

  @Test
  void restsAMinuteBetweenAttemptsAtOneDay() {
    assertThat(all(grouped)).hasSize(5);
    assertThat(grouped.next(0)).isNull();

    clock.advance(Duration.ofMinutes(1));
    assertThat(all(grouped)).hasSize(5);
  }

  @Test
  void givesNoLaneWhatAnotherIsAskingHoweverLongThatTakes() {
    MarketRequest monday = grouped.next(1);
    MarketRequest tuesday = grouped.next(2);
    clock.advance(Duration.ofHours(1));

    assertThat(List.of(monday.days(), tuesday.days())).containsExactly("2026-11-16", "2026-11-17");
    assertThat(grouped.next(3).days()).isEqualTo("2026-11-18");
    assertThat(grouped.next(1)).isEqualTo(monday);
  }

  @Test
  void whatALaneLeftBehindIsAskedForByALaterTick() {
    MarketRequest monday = grouped.next(2);
    clock.advance(Duration.ofMinutes(1));

    assertThat(grouped.next(1)).isNotEqualTo(monday);
    assertThat(grouped.next(0)).isEqualTo(monday);
  }

  @Test
  void listsAllThatIsMissingWhateverIsBeingAsked() {
    grouped.next(0);

    assertThat(grouped.all()).hasSize(5);
  }

  @Test
  void waitsLongerForADayThatIsNotToBeHadYet() {
    MarketRequest monday = grouped.next(0);
    grouped.failed(monday, ErrorCode.MARKET_NOT_YET);
    clock.advance(Duration.ofMinutes(14));
    assertThat(all(grouped)).doesNotContain("* 2026-11-16").contains("* 2026-11-17");

    clock.advance(Duration.ofMinutes(1));
    assertThat(all(grouped)).contains("* 2026-11-16");
  }

  @Test
  void asksForAllMissingDaysOfATickerAtOnceAndForOneTickerAfterTheOther() {
    checkpoints.fetched(BarSeries.DAY_RANGE, "MSFT", "2026-11-16", "2026-11-17T12:00:00Z");

    assertThat(all(ranges(BarSeries.DAY_RANGE, Span.lookback(7), "AAPL", "MSFT")))
        .containsExactly("AAPL 2026-11-16..2026-11-20", "MSFT 2026-11-17..2026-11-20");
  }

  @Test
  void asksForAMonthOfMinutesAtMost() {
    assertThat(all(ranges(BarSeries.MINUTE_RANGE, Span.lookback(60), "AAPL", "MSFT")))
        .containsExactly(
            "AAPL 2026-09-22..2026-09-30",
            "MSFT 2026-09-22..2026-09-30",
            "AAPL 2026-10-01..2026-10-30",
            "MSFT 2026-10-01..2026-10-30",
            "AAPL 2026-11-02..2026-11-20",
            "MSFT 2026-11-02..2026-11-20");
  }

  @Test
  void asksForTheDaysBeforeTodayWhenTodayIsNotToBeHadYet() {
    clock.setTo("2026-11-20T21:30:00Z");
    MissedDays ranges = ranges(BarSeries.DAY_RANGE, Span.lookback(3), "AAPL");
    MarketRequest withToday = ranges.next(0);
    assertThat(withToday.days()).isEqualTo("2026-11-17..2026-11-20");

    ranges.failed(withToday, ErrorCode.MARKET_NOT_YET);
    clock.advance(Duration.ofMinutes(1));

    assertThat(all(ranges)).containsExactly("AAPL 2026-11-17..2026-11-19");
    clock.advance(Duration.ofMinutes(14));
    assertThat(all(ranges)).containsExactly("AAPL 2026-11-17..2026-11-20");
  }

  @Test
  void doesNotKeepOtherTickersWaitingForOneThatThePlanDoesNotInclude() {
    MissedDays ranges = ranges(BarSeries.DAY_RANGE, Span.lookback(3), "OTC", "AAPL");
    ranges.failed(ranges.next(0), ErrorCode.MARKET_NOT_ENTITLED);
    clock.advance(Duration.ofHours(5));

    assertThat(all(ranges)).hasSize(1).allMatch(request -> request.startsWith("AAPL"));
    clock.advance(Duration.ofHours(1));
    assertThat(all(ranges)).hasSize(2);
  }

  @Test
  void asksForThePreviousCloseOnceADay() {
    MissedDays previous = ranges(BarSeries.PREVIOUS_CLOSE, Span.previousDay(), "AAPL");
    clock.setTo("2026-11-23T15:00:00Z"); // Monday morning
    assertThat(all(previous)).containsExactly("AAPL 2026-11-20");

    checkpoints.fetched(BarSeries.PREVIOUS_CLOSE, "AAPL", "2026-11-20", "2026-11-23T15:00:00Z");
    clock.advance(Duration.ofHours(8));

    assertThat(all(previous)).isEmpty();
    clock.setTo("2026-11-24T05:00:00Z");
    assertThat(all(previous)).containsExactly("AAPL 2026-11-23");
  }

  @Test
  void takesAYearAndALeapDayAsTheyAre() {
    clock.setTo("2028-03-06T12:00:00Z");

    assertThat(all(ranges(BarSeries.DAY_RANGE, Span.lookback(400), "A")))
        .containsExactly("A 2027-02-01..2027-12-31", "A 2028-01-03..2028-03-03");
    assertThat(all(ranges(BarSeries.MINUTE_RANGE, Span.lookback(7), "A")))
        .containsExactly("A 2028-02-28..2028-02-29", "A 2028-03-01..2028-03-03");
  }

  private MissedDays ranges(BarSeries series, Span.Rule span, String... tickers) {
    return new MissedDays(series, List.of(tickers), span, checkpoints, clock);
  }

  private void published(String day, String at) {
    checkpoints.fetched(BarSeries.GROUPED_DAILY, Place.ALL, day, at);
  }

  private static List<String> all(MissedDays source) {
    List<String> requests = new ArrayList<>();
    for (MarketRequest next = source.next(0); next != null; next = source.next(0)) {
      requests.add(next.place().ticker() + " " + next.days());
    }
    return requests;
  }
}
