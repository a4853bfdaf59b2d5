package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one request, one after the other, by the market's {@code next_url}. Of one exchange.
 * Cursors that lead back or never end have been seen; neither is followed.
 */
final class Pages {
  // 10,000 pages of 5,000 bars: a hundred times a year of one ticker's minutes.
  private static final int MAX_PAGES = 10_000;

  private static final String PROPERTY = "ticklake.ingest.pages";

  private final MarketRequest request;
  private final MarketAddress market;
  private final Set<String> asked = new HashSet<>();
  private final List<String> digests = new ArrayList<>();
  private String path;
  private boolean hasNext = true;
  private int rows;
  private int bars;

  Pages(MarketRequest request, MarketAddress market) {
    this.request = request;
    this.market = market;
    this.path = request.path();
  }

  static Pages of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Pages.class);
  }

  /** The pages the exchange works on, if it got so far. */
  static @Nullable Pages find(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Pages.class);
  }

  void attachTo(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  MarketRequest request() {
    return request;
  }

  boolean hasNext() {
    return hasNext;
  }

  /** Path and query of the page to ask for now. */
  String path() {
    return path;
  }

  /** Number of that page, from 0. */
  int index() {
    return digests.size();
  }

  /**
   * Notes that a page is done and goes to the next one.
   *
   * @throws RetryLater when the next page was had before, is on a foreign host, or is one too many
   */
  void done(PageRecords page) {
    asked.add(path);
    digests.add(page.digest());
    rows += page.rows();
    bars += page.bars().size();
    String nextUrl = page.page().envelope().nextUrl();
    hasNext = nextUrl != null && !nextUrl.isBlank();
    if (nextUrl != null && hasNext) {
      follow(market.next(nextUrl));
    }
  }

  private void follow(String next) {
    if (asked.contains(next) || digests.size() >= MAX_PAGES) {
      throw new RetryLater(
          ErrorCode.MARKET_REPLY_UNREADABLE,
          "The market's pages of '%s' do not end: after page %d next_url leads to a page that was fetched before, or there are more than %d."
              .formatted(request.path(), digests.size(), MAX_PAGES));
    }
    path = next;
  }

  /** What was fetched, when there is no further page. */
  FetchedDay result() {
    return new FetchedDay(request, digests, rows, bars);
  }
}
