/** Athena's SQL over the catalogue's tables, run by DuckDB. */
@NullMarked
package io.ticklake.embedded.athena;

import org.jspecify.annotations.NullMarked;
