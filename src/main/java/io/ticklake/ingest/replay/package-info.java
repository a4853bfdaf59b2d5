/**
 * Replay: a CSV file of index prices in, JSON on Kafka out, in date order. Bad rows are reported
 * with their line and counted; an unusable file or an absent broker ends it before anything is
 * sent.
 */
@NullMarked
package io.ticklake.ingest.replay;

import org.jspecify.annotations.NullMarked;
