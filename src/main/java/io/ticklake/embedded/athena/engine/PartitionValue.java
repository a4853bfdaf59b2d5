package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.Names;

/** Texts of partition values in DuckDB's SQL. */
final class PartitionValue {
  /** What Hive writes for NULL. */
  private static final String HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

  private PartitionValue() {}

  static String sql(String value) {
    return value.equals(HIVE_NULL) ? "NULL" : Names.text(value);
  }
}
