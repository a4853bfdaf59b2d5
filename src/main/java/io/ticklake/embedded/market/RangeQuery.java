package io.ticklake.embedded.market;

import java.time.Instant;

/**
 * What a range request asks for.
 *
 * @param from first instant, inclusive; stretched to the start of its window
 * @param to last instant, inclusive; stretched to the end of its window
 * @param limit how many base bars (minute or daily ones) a page is made of; a window is never split
 */
record RangeQuery(
    Listing listing,
    int multiplier,
    Timespan span,
    Instant from,
    Instant to,
    Order order,
    int limit) {
  private static final int MAX_MULTIPLIER = 10_000;
  private static final int DEFAULT_LIMIT = 5_000;
  private static final int MAX_LIMIT = 50_000;

  /** Which bar comes first. */
  enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  /**
   * Reads a request.
   *
   * @throws Refusal 400, 403 or 404
   */
  static RangeQuery of(MarketRequest request, Market market) {
    RangeQuery query =
        new RangeQuery(
            market.listing(request.path().get(0)),
            Parameters.count("multiplier", request.path().get(1), MAX_MULTIPLIER),
            Timespan.parse(request.path().get(2)),
            Parameters.from("from", request.path().get(3)),
            Parameters.to("to", request.path().get(4)),
            order(request.query()),
            request.query().count("limit", DEFAULT_LIMIT, MAX_LIMIT));
    if (query.to().isBefore(query.from())) {
      throw Refusal.badRequest("'to' is before 'from'");
    }
    return query;
  }

  Windows windows() {
    return Windows.of(multiplier, span, from);
  }

  private static Order order(Query query) {
    return switch (query.text("sort").orElse("asc")) {
      case "asc" -> Order.OLDEST_FIRST;
      case "desc" -> Order.NEWEST_FIRST;
      default -> throw Refusal.badRequest("'sort' is neither asc nor desc");
    };
  }
}
