package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.DaysFetched;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.TradingDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  /** What each lane is asking. */
  private final Map<Integer, Place> asked = new HashMap<>();

  /** What one request can ask for: days of one window. */
  private record Part(Place place, Span days) {}

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
  public synchronized @Nullable MarketRequest next(int lane) {
    if (lane == 0) {
      asked.clear();
    } else {
      asked.remove(lane);
    }
    Instant now = clock.instant();
    LocalDate today = TradingDays.dateOf(now);
    Span span = wanted.at(now);
    Span due = rests.isDue(span.last()) ? span : new Span(span.first(), span.last().minusDays(1));
    MarketRequest next =
        parts(due)
            .filter(part -> isFree(part.place()))
            .flatMap(part -> missing(part, today))
            .findFirst()
            .orElse(null);
    if (next != null) {
      rests.begin(next.place());
      asked.put(lane, next.place());
    }
    return next;
  }

  /** The requests for all that is missing now. */
  List<MarketRequest> all() {
    Instant now = clock.instant();
    LocalDate today = TradingDays.dateOf(now);
    return parts(wanted.at(now)).flatMap(part -> missing(part, today)).toList();
  }

  private boolean isFree(Place place) {
    return rests.isDue(place) && !asked.containsValue(place);
  }

  private Stream<Part> parts(Span span) {
    return Stream.iterate(
            span.first(), day -> !day.isAfter(span.last()), day -> endOfWindow(day).plusDays(1))
        .map(day -> new Span(day, Collections.min(List.of(endOfWindow(day), span.last()))))
        .flatMap(days -> tickers.stream().map(ticker -> new Part(place(ticker, days), days)));
  }

  private LocalDate endOfWindow(LocalDate day) {
    return series.windowOf(day).last();
  }

  private Place place(String ticker, Span days) {
    return series.place(ticker, series.windowOf(days.first()));
  }

  private Stream<MarketRequest> missing(Part part, LocalDate today) {
    DaysFetched fetched = checkpoints.fetched(part.place());
    List<LocalDate> missing =
        TradingDays.between(part.days().first(), part.days().last()).stream()
            .filter(day -> fetched.lacks(day, today))
            .toList();
    return missing.isEmpty()
        ? Stream.empty()
        : Stream.of(
            series.request(part.place().ticker(), missing.get(0), missing.get(missing.size() - 1)));
  }

  @Override
  public synchronized void failed(MarketRequest request, @Nullable ErrorCode code) {
    // Days before the one that is not to be had yet are asked for without it.
    boolean onlyTheLast = code == ErrorCode.MARKET_NOT_YET && request.from().isBefore(request.to());
    rests.failed(onlyTheLast ? request.to() : request.place(), code);
  }
}
