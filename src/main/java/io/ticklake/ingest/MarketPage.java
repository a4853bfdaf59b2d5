package io.ticklake.ingest;

import java.time.Instant;

/**
 * One successful answer of the market, as received.
 *
 * @param path what was asked for, path and query
 * @param index of the page among those of its request, from 0
 * @param status HTTP status
 * @param simulated whether the market said that its prices are made up
 * @param askedAt when the page was first asked for, retries included
 * @param fetchedAt when the attempt began that was answered: what somebody else was told after it
 *     is newer than this page, however late the answer came
 * @param body the bytes, decompressed
 */
// An array, and so without value semantics: pages are large and never compared.
@SuppressWarnings("ArrayRecordComponent")
record MarketPage(
    MarketRequest request,
    String path,
    String url,
    int index,
    int status,
    boolean simulated,
    Instant askedAt,
    Instant fetchedAt,
    Envelope envelope,
    byte[] body) {
  /** Which request it came from, as bars say it. */
  String barSource() {
    return simulated ? request.source() + " (simulated)" : request.source();
  }
}
