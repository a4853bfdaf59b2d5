package io.ticklake.embedded.market;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** All tickers' daily bars of one date: {@code /v2/aggs/grouped/locale/us/market/stocks/{date}}. */
record GroupedDaily(Market market) implements Endpoint {
  /** Grouped and previous-close bars carry the usual close as their time, on half days too. */
  private static final LocalTime STAMP = LocalTime.of(16, 0);

  @Override
  public Reply answer(MarketRequest request) {
    LocalDate date = Parameters.date("date", request.path().get(0));
    boolean withOtc = request.query().onlyIfTrue("include_otc");
    List<TickerBar> rows =
        market.endedSession(date).map(market::day).orElse(List.of()).stream()
            .filter(row -> withOtc || !row.ticker().isOtc())
            .map(row -> row.startingAt(stamp(date)))
            .toList();
    return new AggregatesReply(
            Optional.empty(), BarJson.Naming.TICKER, rows.size(), rows, "OK", Optional.empty())
        .to(request);
  }

  /** 16:00 in New York as UTC milliseconds. */
  static long stamp(LocalDate date) {
    return TradingCalendar.at(date, STAMP).toEpochMilli();
  }
}
