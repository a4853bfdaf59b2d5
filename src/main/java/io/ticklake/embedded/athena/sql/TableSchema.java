package io.ticklake.embedded.athena.sql;

import java.util.List;
import java.util.Optional;

/**
 * A table or view as the translator sees it.
 *
 * @param database lower case
 * @param name lower case
 * @param columns without the partition keys
 * @param viewSql the query of a view; empty for tables
 */
public record TableSchema(
    String database,
    String name,
    List<Column> columns,
    List<Column> partitionKeys,
    Optional<String> viewSql) {
  public TableSchema {
    columns = List.copyOf(columns);
    partitionKeys = List.copyOf(partitionKeys);
  }

  /**
   * A named type.
   *
   * @param name of tables in lower case; of results as the query wrote it
   */
  public record Column(String name, SqlType type) {}
}
