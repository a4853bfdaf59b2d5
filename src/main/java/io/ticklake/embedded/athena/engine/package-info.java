/**
 * Runs translated queries: one DuckDB per query, which sees the files of the query's tables and
 * nothing else. What goes wrong comes back in Athena's words.
 */
@NullMarked
package io.ticklake.embedded.athena.engine;

import org.jspecify.annotations.NullMarked;
