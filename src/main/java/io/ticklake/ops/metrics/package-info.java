/**
 * Counts what routes and stages tell of their work, for Prometheus. Series are named by routes,
 * topics, sources and queries, never by tickers, keys or offsets.
 */
@NullMarked
package io.ticklake.ops.metrics;

import org.jspecify.annotations.NullMarked;
