/**
 * Athena's SQL (engine version 3, Trino's grammar) printed as DuckDB's. In comes the text, out goes
 * a query with typed columns and the tables it reads. What DuckDB cannot answer as Athena would is
 * refused in Athena's words.
 */
@NullMarked
package io.ticklake.embedded.athena.sql;

import org.jspecify.annotations.NullMarked;
