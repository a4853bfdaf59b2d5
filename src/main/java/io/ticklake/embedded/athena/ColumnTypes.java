package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.sql.SqlType;

/** Types as ColumnInfo has them. */
final class ColumnTypes {
  private ColumnTypes() {}

  /** Without what is nested: the type of an array is {@code array}. */
  static String name(SqlType type) {
    return type.is("real") ? "float" : type.base();
  }

  static int precision(SqlType type) {
    return switch (type.base()) {
      case "tinyint" -> 3;
      case "smallint" -> 5;
      case "integer" -> 10;
      case "bigint" -> 19;
      case "real", "double" -> 17;
      case "decimal", "varchar", "char" -> type.precision();
      case "timestamp", "timestamp with time zone" -> 3;
      case "varbinary" -> 1_073_741_824;
      default -> 0;
    };
  }
}
