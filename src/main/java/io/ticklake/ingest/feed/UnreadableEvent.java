package io.ticklake.ingest.feed;

import org.jspecify.annotations.Nullable;

/**
 * An event that gave no bar.
 *
 * @param ticker when at least that could be read
 * @param text as received
 */
record UnreadableEvent(@Nullable String ticker, String text, String reason) {}
