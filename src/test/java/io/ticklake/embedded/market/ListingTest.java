package io.ticklake.embedded.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final Ticker APPLE = new Ticker("AAPL", "Apple Inc.", "XNAS", "CS", "stocks");
  private static final Ticker NESTLE = new Ticker("NSRGY", "Nestle S.A. ADR", "", "ADRC", "otc");

  /**
   * A change of the generator changes what was served before: then every lake that was filled from
   * it disagrees.
   */
  private static final Bar PINNED =
      new Bar(1_795_185_000_000L, 199.48, 199.62, 199.39, 199.49, 15853.269273, 199.495, 239);

  private final TradingCalendar calendar = new TradingCalendar();

  @Test
  void aDateHasTheSameBarsInWhateverOrderItIsAsked() {
    List<Session> sessions = new ArrayList<>(sessionsOf(2025));
    Map<LocalDate, List<Bar>> inOrder = new LinkedHashMap<>();
    Listing listing = listing(APPLE, 7);
    sessions.forEach(session -> inOrder.put(session.date(), listing.minutes(session)));
    Collections.shuffle(sessions, new Random(1));

    Listing afterRestart = listing(APPLE, 7);

    assertThat(sessions)
        .allSatisfy(
            session ->
                assertThat(afterRestart.minutes(session)).isEqualTo(inOrder.get(session.date())));
  }

  @Test
  void pricesAreTheSameOnEveryJavaVersion() {
    Bar first = listing(APPLE, 42).minutes(session("2026-11-20")).get(0);

    assertThat(first).isEqualTo(PINNED);
  }

  @Test
  void anotherSeedOrTickerHasOtherPrices() {
    Session session = session("2026-11-20");
    Ticker other = new Ticker("AAPM", "Apple Inc.", "XNAS", "CS", "stocks");

    List<Bar> bars = listing(APPLE, 1).minutes(session);

    assertThat(listing(APPLE, 2).minutes(session)).isNotEqualTo(bars);
    assertThat(listing(other, 1).minutes(session)).isNotEqualTo(bars);
  }

  @Test
  void everyBarIsSound() {
    for (Session session : sessionsOf(2026)) {
      for (Bar bar : listing(NESTLE, 3).minutes(session)) {
        assertThat(bar.low()).isPositive().isLessThanOrEqualTo(Math.min(bar.open(), bar.close()));
        assertThat(bar.high()).isGreaterThanOrEqualTo(Math.max(bar.open(), bar.close()));
        assertThat(bar.vwap()).isBetween(bar.low(), bar.high());
        assertThat(bar.volume()).isGreaterThanOrEqualTo(1);
        assertThat(bar.trades()).isPositive();
        assertThat(bar.start())
            .isBetween(session.open().toEpochMilli(), session.close().toEpochMilli() - 60_000);
      }
    }
  }

  @Test
  void aLiquidTickerTradesEveryMinuteAndStaysWithinReason() {
    Listing listing = listing(APPLE, 42);
    double first = listing.minutes(session("2006-01-03")).get(0).open();
    double previousClose = first;
    for (int year = 2006; year <= 2026; year++) {
      for (Session session : sessionsOf(year)) {
        List<Bar> bars = listing.minutes(session);

        assertThat(bars).hasSize(session.minutes());
        assertThat(bars.get(0).open() / previousClose).as("gap").isBetween(0.8, 1.25);
        previousClose = bars.get(bars.size() - 1).close();
        assertThat(previousClose / first).isBetween(0.01, 100.0);
      }
    }
  }

  @Test
  void aThinTickerSkipsMinutesAndDays() {
    Listing listing = listing(NESTLE, 42);

    List<Integer> counts =
        sessionsOf(2025).stream().map(session -> listing.minutes(session).size()).toList();

    assertThat(counts).contains(0);
    assertThat(counts).allSatisfy(count -> assertThat(count).isLessThan(250));
    assertThat(counts.stream().filter(count -> count == 0).count()).isLessThan(50);
  }

  @Test
  void aDayIsTheSumOfItsMinutes() {
    Session session = session("2026-11-20");
    List<Bar> minutes = listing(APPLE, 42).minutes(session);

    Bar day = BarSum.of(minutes).orElseThrow();

    assertThat(day.start()).isEqualTo(minutes.get(0).start());
    assertThat(day.open()).isEqualTo(minutes.get(0).open());
    assertThat(day.close()).isEqualTo(minutes.get(389).close());
    assertThat(day.high()).isEqualTo(minutes.stream().mapToDouble(Bar::high).max().orElseThrow());
    assertThat(day.low()).isEqualTo(minutes.stream().mapToDouble(Bar::low).min().orElseThrow());
    assertThat(day.volume())
        .isCloseTo(minutes.stream().mapToDouble(Bar::volume).sum(), within(1e-3));
    assertThat(day.trades()).isEqualTo(minutes.stream().mapToLong(Bar::trades).sum());
  }

  @Test
  void someVolumesAreFractional() {
    List<Bar> days =
        sessionsOf(2025).stream()
            .flatMap(session -> BarSum.of(listing(APPLE, 42).minutes(session)).stream())
            .toList();

    assertThat(days).anyMatch(day -> day.volume() % 1 != 0);
    assertThat(days).anyMatch(day -> day.volume() % 1 == 0);
  }

  private List<Session> sessionsOf(int year) {
    return LocalDate.of(year, 1, 1)
        .datesUntil(LocalDate.of(year + 1, 1, 1))
        .flatMap(date -> calendar.session(date).stream())
        .toList();
  }

  private Session session(String date) {
    return calendar.session(LocalDate.parse(date)).orElseThrow();
  }

  private static Listing listing(Ticker ticker, long seed) {
    return new Listing(ticker, new Noise(seed).at(ticker.symbol()));
  }
}
