/**
 * The market's websocket in, Kafka out: frames as received, their bars, and what cannot be read.
 * Connections end at any time: one loop reconnects with back-off, and the minutes that were missed
 * are asked for by request. Kafka may be away: nothing more is taken from the socket until it has
 * acknowledged. Only a key that the market refuses stops the route.
 */
@NullMarked
package io.ticklake.ingest.feed;

import org.jspecify.annotations.NullMarked;
