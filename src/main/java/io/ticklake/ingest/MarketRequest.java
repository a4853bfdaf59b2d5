package io.ticklake.ingest;

import java.time.LocalDate;

/**
 * What to ask the market for: all pages that begin at a path.
 *
 * @param source names the kind of request in bars, keys and logs, for example {@code grouped-daily}
 * @param day the trading day whose bars are wanted, US Eastern
 * @param path path and query of the first page
 */
public record MarketRequest(String source, LocalDate day, String path) {
  /** The bars of all tickers on one day, in one page. */
  static MarketRequest groupedDaily(LocalDate day) {
    return new MarketRequest(
        "grouped-daily", day, "/v2/aggs/grouped/locale/us/market/stocks/" + day + "?adjusted=true");
  }

  /** Under this key it is written down that the request's bars are published. */
  String stateKey() {
    return source + "|" + day;
  }
}
