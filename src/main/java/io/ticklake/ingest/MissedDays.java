package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.DaysFetched;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.TradingDays;
import io.ticklake.ingest.checkpoint.Window;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days of a series that were not fetched: the oldest window first, and in it one ticker after
 * the other; all missing days of a window in one request. What was fetched on the day itself is
 * fetched once more later, for bars still change after the close.
 */
final class MissedDays implements Source {
  private final BarSeries series;
  private final List<String> tickers;
  private final Span.Rule wanted;
  private final Checkpoints checkpoints;
  private final Clock clock;
  private final Rests rests;

  /** All tickers at once. */
  MissedDays(BarSeries series, Span.Rule wanted, Checkpoints checkpoints, Clock clock) {
    this(series, List.of(Place.ALL), wanted, checkpoints, clock);
  }

  /** Ticker by ticker. */
  MissedDays(
      BarSeries series,
      List<String> tickers,
      Span.Rule wanted,
      Checkpoints checkpoints,
      Clock clock) {
    this.series = series;
    this.tickers = List.copyOf(tickers);
    this.wanted = wanted;
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.rests = new Rests(clock);
  }

  @Override
  public String name() {
    return series.source();
  }

  @Override
  public synchronized @Nullable MarketRequest next() {
    Instant now = clock.instant();
    Span span = wanted.at(now);
    LocalDate last = rests.isDue(span.last()) ? span.last() : span.last().minusDays(1);
    for (LocalDate day = span.first(); !day.isAfter(last); ) {
      Window window = series.windowOf(day);
      LocalDate end = window.last().isBefore(last) ? window.last() : last;
      for (String ticker : tickers) {
        MarketRequest request = missing(ticker, day, end, TradingDays.dateOf(now));
        if (request != null) {
          rests.begin(request.place());
          return request;
        }
      }
      day = window.last().plusDays(1);
    }
    return null;
  }

  private @Nullable MarketRequest missing(
      String ticker, LocalDate first, LocalDate last, LocalDate today) {
    Place place = series.place(ticker, series.windowOf(first));
    if (!rests.isDue(place)) {
      return null;
    }
    DaysFetched fetched = checkpoints.fetched(place);
    List<LocalDate> missing =
        TradingDays.between(first, last).stream().filter(day -> fetched.lacks(day, today)).toList();
    return missing.isEmpty()
        ? null
        : series.request(ticker, missing.get(0), missing.get(missing.size() - 1));
  }

  @Override
  public synchronized void failed(MarketRequest request, @Nullable ErrorCode code) {
    // Days before the one that is not to be had yet are asked for without it.
    boolean onlyTheLast = code == ErrorCode.MARKET_NOT_YET && request.from().isBefore(request.to());
    rests.failed(onlyTheLast ? request.to() : request.place(), code);
  }
}
