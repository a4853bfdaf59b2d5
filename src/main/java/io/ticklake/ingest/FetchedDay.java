package io.ticklake.ingest;

import java.util.List;

/**
 * A request whose pages are all published.
 *
 * @param digests of the pages, in order
 * @param rows in all pages, unreadable ones included
 * @param bars in all pages
 */
record FetchedDay(MarketRequest request, List<String> digests, int rows, int bars) {
  FetchedDay {
    digests = List.copyOf(digests);
  }
}
