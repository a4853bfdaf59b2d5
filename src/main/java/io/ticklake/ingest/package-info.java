/**
 * Stage 1: market API in, Kafka out (raw pages, bars, dead letters). The market may refuse,
 * throttle or be away: one budget paces every request, {@link io.ticklake.ingest.MarketCall} alone
 * retries, and what still fails waits for a later tick.
 */
@NullMarked
package io.ticklake.ingest;

import org.jspecify.annotations.NullMarked;
