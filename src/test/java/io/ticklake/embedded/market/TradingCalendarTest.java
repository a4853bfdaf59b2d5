package io.ticklake.embedded.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dates are those that the exchange published, not the rule's own. */
class TradingCalendarTest {
  private final TradingCalendar calendar = new TradingCalendar();

  @ParameterizedTest
  @CsvSource({
    "2024, 01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
    "2025, 01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
    "2026, 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
    "2027, 01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
    "2022, 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
    "2021, 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
  })
  void keepsTheHolidaysOfTheExchange(int year, String days) {
    List<LocalDate> published =
        Arrays.stream(days.split(" ")).map(day -> LocalDate.parse(year + "-" + day)).toList();

    List<LocalDate> closedWeekdays =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .filter(date -> date.getDayOfWeek().getValue() <= 5 && !calendar.isTradingDay(date))
            .toList();

    assertThat(closedWeekdays).isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({
    "2023, 07-03 11-24",
    "2024, 07-03 11-29 12-24",
    "2025, 07-03 11-28 12-24",
    "2026, 11-27 12-24",
    "2027, 11-26",
  })
  void closesEarlyOnTheHalfDaysOfTheExchange(int year, String days) {
    List<LocalDate> published =
        Arrays.stream(days.split(" ")).map(day -> LocalDate.parse(year + "-" + day)).toList();

    List<LocalDate> halfDays =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .filter(calendar::isHalfDay)
            .toList();

    assertThat(halfDays).isEqualTo(published);
    assertThat(halfDays)
        .allSatisfy(
            day -> assertThat(calendar.session(day).orElseThrow().minutes()).isEqualTo(210));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 2026-11-20T14:30:00Z, 2026-11-20T21:00:00Z",
    "2026-07-01, 2026-07-01T13:30:00Z, 2026-07-01T20:00:00Z",
    "2026-11-27, 2026-11-27T14:30:00Z, 2026-11-27T18:00:00Z",
  })
  void sessionsFollowNewYorkTime(LocalDate date, Instant open, Instant close) {
    assertThat(calendar.session(date)).contains(new Session(date, open, close));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T14:29:59Z, 2026-11-19",
    "2026-11-20T14:30:00Z, 2026-11-20",
    "2026-11-22T03:00:00Z, 2026-11-20",
    "2026-11-26T18:00:00Z, 2026-11-25",
  })
  void theNewestSessionIsTheOneThatOpenedLast(Instant now, LocalDate expected) {
    assertThat(calendar.latestOpened(now).date()).isEqualTo(expected);
  }

  @Test
  void weekendsHaveNoSession() {
    assertThat(calendar.session(LocalDate.of(2026, 11, 21))).isEmpty();
    assertThat(calendar.session(LocalDate.of(2026, 11, 22))).isEmpty();
  }
}
