package io.ticklake.ingest.feed;

import java.time.Instant;

/**
 * Minutes of a ticker that the feed may not have told.
 *
 * @param from start of the first minute
 * @param to start of the last one
 */
record Gap(String ticker, Instant from, Instant to) {}
