package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MissedDaysTest {
  private final FakeClock clock = new FakeClock("2026-11-21T12:00:00Z"); // a Saturday
  private final MarksInMemory marks = new MarksInMemory();
  private final MissedDays missed = new MissedDays(7, marks, clock);

  @Test
  void givesWeekdaysOldestFirst() {
    assertThat(all())
        .containsExactly("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20");
  }

  @Test
  void skipsPublishedDays() {
    published("2026-11-17", "2026-11-18T12:00:00Z");

    assertThat(all()).doesNotContain("2026-11-17").hasSize(4);
  }

  @Test
  void fetchesADayOnceMoreThatWasFetchedOnTheDayItself() {
    published("2026-11-20", "2026-11-20T22:00:00Z");
    published("2026-11-19", "2026-11-20T04:59:00Z"); // 23:59 Eastern of the 19th
    published("2026-11-18", "2026-11-19T05:00:00Z"); // midnight

    assertThat(all()).contains("2026-11-20", "2026-11-19").doesNotContain("2026-11-18");
  }

  @Test
  void asksForTodayOnlyAfterTheClose() {
    clock.setTo("2026-11-20T20:59:00Z"); // 15:59 Eastern
    assertThat(all()).doesNotContain("2026-11-20");

    clock.setTo("2026-11-20T21:00:00Z");
    assertThat(all()).contains("2026-11-20");
  }

  @Test
  void knowsDaylightSavingTime() {
    clock.setTo("2026-07-06T20:00:00Z"); // a Monday, 16:00 Eastern

    assertThat(all()).contains("2026-07-06");
  }

  @Test
  void restsAMinuteBetweenAttemptsAtOneDay() {
    assertThat(all()).hasSize(5);
    assertThat(missed.next()).isNull();

    clock.advance(Duration.ofMinutes(1));
    assertThat(all()).hasSize(5);
  }

  @Test
  void waitsLongerWhenTold() {
    missed.later(LocalDate.of(2026, 11, 16), Duration.ofMinutes(15));
    clock.advance(Duration.ofMinutes(14));
    assertThat(all()).doesNotContain("2026-11-16");

    clock.advance(Duration.ofMinutes(1));
    assertThat(all()).contains("2026-11-16");
  }

  private void published(String day, String at) {
    String key = MarketRequest.groupedDaily(LocalDate.parse(day)).stateKey();
    marks.put(key, new Mark(List.of("d"), Instant.parse(at), 1));
  }

  private List<String> all() {
    List<String> days = new ArrayList<>();
    for (MarketRequest next = missed.next(); next != null; next = missed.next()) {
      days.add(next.day().toString());
    }
    return days;
  }
}
