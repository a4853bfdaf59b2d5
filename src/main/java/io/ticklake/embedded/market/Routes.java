package io.ticklake.embedded.market;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which endpoint answers which path. */
record Routes(List<Route> routes) {
  private static final String STOCKS = "/v2/snapshot/locale/us/markets/stocks/tickers";

  Routes {
    routes = List.copyOf(routes);
  }

  /**
   * All paths of the market API that are built.
   *
   * @param address where a {@code next_url} points
   */
  static Routes of(Market market, String address) {
    List<Route> routes = new ArrayList<>();
    routes.add(route("/v2/aggs/grouped/locale/us/market/stocks/{}", new GroupedDaily(market)));
    routes.add(route("/v2/aggs/ticker/{}/range/{}/{}/{}/{}", new RangeBars(market, address)));
    routes.add(route("/v2/aggs/ticker/{}/prev", new PreviousClose(market)));
    routes.add(route("/v1/open-close/{}/{}", new OpenClose(market)));
    routes.add(route("/v2/last/trade/{}", new LastTrade(market)));
    routes.add(route(STOCKS, new AllSnapshots(market)));
    routes.add(route(STOCKS + "/{}", new OneSnapshot(market)));
    routes.add(route("/v3/reference/tickers", new ReferenceTickers(market, address)));
    routes.add(route("/v1/marketstatus/now", new StatusNow(market)));
    routes.add(route("/v1/marketstatus/upcoming", new UpcomingHolidays(market)));
    return new Routes(routes);
  }

  /**
   * Answers a request.
   *
   * @param path decoded
   * @throws Refusal whatever is not a 200; 404 when no endpoint has this path
   */
  Reply answer(String requestId, String path, Query query) {
    for (Route route : routes) {
      Matcher matcher = route.pattern().matcher(path);
      if (matcher.matches()) {
        List<String> variables =
            IntStream.rangeClosed(1, matcher.groupCount()).mapToObj(matcher::group).toList();
        return route.endpoint().answer(new MarketRequest(requestId, variables, query));
      }
    }
    throw Refusal.notFound("Path not found.");
  }

  private static Route route(String template, Endpoint endpoint) {
    return new Route(Pattern.compile(template.replace("{}", "([^/]+)")), endpoint);
  }

  /** A path, and who answers it. */
  record Route(Pattern pattern, Endpoint endpoint) {}
}
