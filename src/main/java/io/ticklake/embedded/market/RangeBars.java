package io.ticklake.embedded.market;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One ticker's bars of any width: {@code
 * /v2/aggs/ticker/{T}/range/{multiplier}/{timespan}/{from}/{to}}. A session that has not ended is
 * left out and the status is {@code DELAYED}; asking for nothing else is a 403. Plans with
 * real-time data get what is known of it.
 */
record RangeBars(Market market, String address) implements Endpoint {
  @Override
  public Reply answer(MarketRequest request) {
    RangeQuery query = RangeQuery.of(request, market);
    boolean running = market.isTodayUnfinished();
    boolean hidden = running && !market.showsToday();
    LocalDate today = market.today();
    if (hidden && TradingCalendar.dateOf(query.from()).equals(today)) {
      throw Refusal.notYet();
    }
    RangePage page = read(query, hidden ? today.minusDays(1) : today);
    List<TickerBar> rows = page.rows();
    boolean delayed = running && !TradingCalendar.dateOf(query.to()).isBefore(today);
    return new AggregatesReply(
            Optional.of(query.listing().ticker().symbol()),
            BarJson.Naming.NONE,
            page.baseBars(),
            rows,
            delayed ? "DELAYED" : "OK",
            page.isFull() ? Optional.of(nextUrl(request, query, page)) : Optional.empty())
        .to(request);
  }

  private RangePage read(RangeQuery query, LocalDate newest) {
    Windows windows = query.windows();
    long start = windows.startOf(query.from().toEpochMilli());
    long end = windows.endOf(query.to().toEpochMilli());
    RangePage page = new RangePage(query);
    for (LocalDate date : dates(start, end, newest, query.order())) {
      market
          .calendar()
          .session(date)
          .ifPresent(
              session -> {
                for (Bar bar : baseBars(query, session)) {
                  if (!page.isFull() && bar.start() >= start && bar.start() < end) {
                    page.add(bar);
                  }
                }
              });
      if (page.isFull()) {
        break;
      }
    }
    return page;
  }

  private static List<LocalDate> dates(
      long start, long end, LocalDate newest, RangeQuery.Order order) {
    LocalDate first =
        later(TradingCalendar.FIRST_DATE, TradingCalendar.dateOf(Instant.ofEpochMilli(start)));
    LocalDate last = TradingCalendar.dateOf(Instant.ofEpochMilli(end - 1));
    LocalDate stop = (last.isBefore(newest) ? last : newest).plusDays(1);
    if (!first.isBefore(stop)) {
      return List.of();
    }
    List<LocalDate> dates = new ArrayList<>(first.datesUntil(stop).toList());
    if (order == RangeQuery.Order.NEWEST_FIRST) {
      Collections.reverse(dates);
    }
    return dates;
  }

  private List<Bar> baseBars(RangeQuery query, Session session) {
    if (!query.span().isIntraday()) {
      long midnight = Parameters.startOf(session.date()).toEpochMilli();
      return BarSum.of(market.minutes(query.listing(), session))
          .map(bar -> bar.startingAt(midnight))
          .stream()
          .toList();
    }
    List<Bar> minutes = new ArrayList<>(market.minutes(query.listing(), session));
    if (query.order() == RangeQuery.Order.NEWEST_FIRST) {
      Collections.reverse(minutes);
    }
    return minutes;
  }

  private String nextUrl(MarketRequest request, RangeQuery query, RangePage page) {
    String symbol = URLEncoder.encode(query.listing().ticker().symbol(), StandardCharsets.UTF_8);
    String span = query.span().name().toLowerCase(Locale.ROOT);
    return "%s/v2/aggs/ticker/%s/range/%d/%s/%s?%s"
        .formatted(
            address, symbol, query.multiplier(), span, page.rest(), request.query().cursor());
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
