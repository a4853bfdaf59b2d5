/**
 * Replay: a file of prices in (CSV of whatever columns, or JSON lines), bars or typed rows on Kafka
 * out, in date order. Rows that cannot be read are told of with their line, counted and kept; an
 * unusable file or an absent broker ends it before anything is sent.
 */
@NullMarked
package io.ticklake.ingest.replay;

import org.jspecify.annotations.NullMarked;
