package io.ticklake.embedded.market;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What traded when: listings, calendar and clock together. Bars depend on (seed, ticker, date)
 * alone; the clock only decides what may be shown already. Daily bars are the sum of the day's
 * minute bars. Safe for several threads.
 */
final class Market {
  /** Snapshots and last trades run this far behind, as the vendor's delayed plans do. */
  static final Duration DELAY = Duration.ofMinutes(15);

  private final Tickers tickers = Tickers.load();
  private final TradingCalendar calendar = new TradingCalendar();
  private final DayCache days = new DayCache();
  private final Map<String, Listing> listings;
  private final Clock clock;

  Market(long seed, Clock clock) {
    this.clock = clock;
    Noise noise = new Noise(seed);
    listings =
        tickers.all().stream()
            .map(ticker -> new Listing(ticker, noise.at(ticker.symbol())))
            .collect(
                Collectors.toUnmodifiableMap(
                    listing -> listing.ticker().symbol(), Function.identity()));
  }

  Tickers tickers() {
    return tickers;
  }

  TradingCalendar calendar() {
    return calendar;
  }

  Instant now() {
    return clock.instant();
  }

  /** Today's date in New York. */
  LocalDate today() {
    return TradingCalendar.dateOf(now());
  }

  /** Whether today has a session that is yet to end. */
  boolean isTodayUnfinished() {
    return calendar.session(today()).filter(session -> !session.endedBy(now())).isPresent();
  }

  /**
   * Whether a date's bars may be asked for.
   *
   * @return the session when it has ended; empty for weekends, holidays, the future and before the
   *     data begins
   * @throws Refusal 403 when the date is today and its session has not ended
   */
  Optional<Session> endedSession(LocalDate date) {
    LocalDate today = today();
    if (date.isAfter(today) || date.isBefore(TradingCalendar.FIRST_DATE)) {
      return Optional.empty();
    }
    if (date.equals(today) && isTodayUnfinished()) {
      throw Refusal.notYet();
    }
    return calendar.session(date);
  }

  /**
   * The listing of a symbol.
   *
   * @throws Refusal 404 when it is not listed
   */
  Listing listing(String symbol) {
    Listing listing = listings.get(symbol);
    if (listing == null) {
      throw Refusal.notFound("Ticker not found.");
    }
    return listing;
  }

  /**
   * The daily bar, starting at the first minute that traded; empty when the ticker did not trade.
   */
  Optional<Bar> day(Listing listing, Session session) {
    return BarSum.of(listing.minutes(session));
  }

  /** The daily bars of all tickers that traded, in order of symbol. */
  List<TickerBar> day(Session session) {
    return days.get(session.date(), () -> computeDay(session));
  }

  private List<TickerBar> computeDay(Session session) {
    List<TickerBar> bars = new ArrayList<>();
    for (Ticker ticker : tickers.all()) {
      day(listing(ticker.symbol()), session).ifPresent(bar -> bars.add(new TickerBar(ticker, bar)));
    }
    return bars;
  }
}
