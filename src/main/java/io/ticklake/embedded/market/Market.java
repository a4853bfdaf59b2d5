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

  // No ticker's name is a number, so this noise is no listing's.
  private static final long NOISE_OF_LATE_TRADES = 1001;

  private final Tickers tickers = Tickers.load();
  private final TradingCalendar calendar = new TradingCalendar();
  private final DayCache days = new DayCache();
  private final Map<String, Listing> listings;
  private final Clock clock;
  private final MarketSettings.Plan plan;
  private final LateTrades late;

  Market(MarketSettings settings) {
    this.clock = settings.clock();
    this.plan = settings.plan();
    Noise noise = new Noise(settings.seed());
    late = new LateTrades(noise.at(NOISE_OF_LATE_TRADES));
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

  /** Whether bars of a session that has not ended may be asked for. */
  boolean showsToday() {
    return plan == MarketSettings.Plan.REAL_TIME;
  }

  /** Which bars change after they were known first. */
  LateTrades lateTrades() {
    return late;
  }

  /**
   * A ticker's minute bars, in order. Of a session that goes on those that are known by now and as
   * they are known; the free plan sees none of them before the session has ended.
   */
  List<Bar> minutes(Listing listing, Session session) {
    List<Bar> all = listing.minutes(session);
    Instant now = now();
    if (!showsToday() || !now.isBefore(FeedSession.end(session))) {
      return all;
    }
    String symbol = listing.ticker().symbol();
    return all.stream()
        .filter(bar -> !LateTrades.knownAt(bar).isAfter(now))
        .map(bar -> late.asOf(now, symbol, bar))
        .toList();
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
