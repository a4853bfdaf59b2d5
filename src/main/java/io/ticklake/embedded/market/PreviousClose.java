package io.ticklake.embedded.market;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The daily bar of the newest session before today on which the ticker traded: {@code
 * /v2/aggs/ticker/{T}/prev}.
 */
record PreviousClose(Market market) implements Endpoint {
  /** No listing pauses this long. */
  private static final int SESSIONS = 30;

  @Override
  public Reply answer(MarketRequest request) {
    Listing listing = market.listing(request.path().get(0));
    TradingCalendar calendar = market.calendar();
    List<TickerBar> rows =
        Stream.iterate(calendar.before(market.today()), session -> calendar.before(session.date()))
            .limit(SESSIONS)
            .flatMap(session -> row(listing, session).stream())
            .limit(1)
            .toList();
    String symbol = listing.ticker().symbol();
    return new AggregatesReply(
            Optional.of(symbol), BarJson.Naming.TICKER, rows.size(), rows, "OK", Optional.empty())
        .to(request);
  }

  private Optional<TickerBar> row(Listing listing, Session session) {
    return market
        .day(listing, session)
        .map(
            bar ->
                new TickerBar(
                    listing.ticker(), bar.startingAt(GroupedDaily.stamp(session.date()))));
  }
}
