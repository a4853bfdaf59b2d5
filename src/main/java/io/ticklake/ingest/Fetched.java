package io.ticklake.ingest;

/**
 * A request whose pages are all published, and which has its checkpoint.
 *
 * @param pages how many there were; 0 when another process had fetched its days meanwhile
 * @param rows in all pages, unreadable ones included
 * @param bars that were published, being new
 */
record Fetched(MarketRequest request, int pages, int rows, int bars) {}
