package io.ticklake.embedded.athena.sql;

import java.util.List;

/**
 * A query or an item of a FROM clause, printed for DuckDB.
 *
 * @param fields its columns, as those who read from it see them
 */
record Relation(String text, List<Field> fields) {
  Relation {
    fields = List.copyOf(fields);
  }
}
