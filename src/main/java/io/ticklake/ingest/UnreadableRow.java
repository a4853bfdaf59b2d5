package io.ticklake.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A row that gave no bar.
 *
 * @param ticker when at least that could be read
 * @param text the row's JSON as received
 * @param fingerprint of that text
 */
record UnreadableRow(@Nullable String ticker, String text, String reason, long fingerprint) {}
