package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.testkit.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarketHoursTest {
  private final FakeClock clock = new FakeClock("2026-11-20T15:00:00Z");
  private final MarketHours hours = new MarketHours(clock);

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T14:29:59Z, false",
    "2026-11-20T14:30:00Z, true",
    "2026-11-20T21:14:59Z, true", // delayed data comes 15 minutes later
    "2026-11-20T21:15:00Z, false",
    "2026-11-21T15:00:00Z, false", // Saturday
    "2026-07-06T13:30:00Z, true", // summer
    "2026-07-06T13:29:00Z, false"
  })
  void isOpenOnWeekdays(String now, boolean open) {
    clock.setTo(now);

    assertThat(hours.isOpen()).isEqualTo(open);
  }

  @Test
  void knowsTheHolidaysThatItWasTold() throws Exception {
    learn("{\"date\":\"2026-11-26\",\"exchange\":\"NYSE\",\"status\":\"closed\"}");
    learn(
        "{\"date\":\"2026-11-27\",\"exchange\":\"NYSE\",\"status\":\"early-close\",\"close\":\"2026-11-27T18:00:00.000Z\"}");
    learn("{\"date\":\"soon\",\"status\":\"closed\"}");
    learn("[]");

    clock.setTo("2026-11-26T16:00:00Z");
    assertThat(hours.isOpen()).isFalse();
    clock.setTo("2026-11-27T17:59:00Z");
    assertThat(hours.isOpen()).isTrue();
    clock.setTo("2026-11-27T18:15:00Z");
    assertThat(hours.isOpen()).isFalse();
  }

  @Test
  void letsSourcesPassThatAskAtAnyHour() {
    clock.setTo("2026-11-21T15:00:00Z");

    assertThat(hours.allow("false")).isTrue();
    assertThat(hours.allow("true")).isFalse();
  }

  private void learn(String holiday) throws Exception {
    hours.learn(new ObjectMapper().readTree(holiday));
  }
}
