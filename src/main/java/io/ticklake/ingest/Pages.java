package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.ingest.checkpoint.Checkpoint;
import java.time.Instant;
import java.util.HashSet;
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
  private final RowNews news;
  private final Set<String> asked = new HashSet<>();
  private String path;
  private boolean hasNext;
  private int index;
  private int pageRows;
  private int rows;
  private int bars;

  Pages(MarketRequest request, RowNews news, MarketAddress market) {
    this.request = request;
    this.news = news;
    // Another process may have fetched the days since they were found missing.
    this.hasNext = news.hasOpenDays();
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

  /** Which rows were not published before. */
  RowNews news() {
    return news;
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
    return index;
  }

  /** The rows of the page that was got which must be published. */
  PageRecords changes(PageRecords page) {
    received(page.rows());
    return news.of(page);
  }

  /** Notes how many rows the page has that was got. */
  void received(int count) {
    pageRows = count;
  }

  /** How many rows the page has that was got last. */
  int pageRows() {
    return pageRows;
  }

  /**
   * Notes that a page is done and goes to the next one.
   *
   * @param page what of it was published
   * @throws RetryLater when the next page was had before, is on a foreign host, or is one too many
   */
  void done(PageResult page) {
    asked.add(path);
    news.published();
    index++;
    rows += pageRows;
    bars += page.published();
    String nextUrl = page.page().envelope().nextUrl();
    hasNext = nextUrl != null && !nextUrl.isBlank();
    if (nextUrl != null && hasNext) {
      follow(market.next(nextUrl));
    }
  }

  private void follow(String next) {
    if (asked.contains(next) || index >= MAX_PAGES) {
      throw new RetryLater(
          ErrorCode.MARKET_REPLY_UNREADABLE,
          "The market's pages of '%s' do not end: after page %d next_url leads to a page that was fetched before, or there are more than %d."
              .formatted(request.path(), index, MAX_PAGES));
    }
    path = next;
  }

  /** The request's checkpoint: of all its days, or of what was published until now. */
  Checkpoint checkpoint(Instant now) {
    return hasNext ? news.begun() : news.checkpoint(now);
  }

  /** What was fetched, when there is no further page. */
  Fetched result() {
    return new Fetched(request, index, rows, bars);
  }
}
