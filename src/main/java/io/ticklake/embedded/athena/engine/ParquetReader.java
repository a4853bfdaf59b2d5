package io.ticklake.embedded.athena.engine;

import static java.util.Locale.ROOT;

import io.ticklake.embedded.athena.sql.Names;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.SqlType;
import io.ticklake.embedded.athena.sql.TableScan;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.glue.GlueTable;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parquet: columns by name in any case; those that a file lacks are NULL. */
final class ParquetReader extends TableReader {
  ParquetReader(GlueTable table, TableScan scan, List<LakeFile> files) {
    super(table, scan, files);
  }

  @Override
  String from(DuckDb duck, List<String> items) throws SQLException {
    Set<String> present = checkedColumns(duck);
    for (Column column : columns()) {
      String name = Names.quote(column.name());
      String value = present.contains(column.name()) ? "data." + name : "NULL";
      items.add("CAST(%s AS %s) AS %s".formatted(value, column.type().duckdb(), name));
    }
    return "read_parquet(" + paths() + ", union_by_name=true, filename='" + FILE + "')";
  }

  /** The columns that any of the files has, lower case, once their types are found to fit. */
  private Set<String> checkedColumns(DuckDb duck) throws SQLException {
    var present = new HashSet<String>();
    String sql =
        "SELECT DISTINCT lower(name), type, coalesce(num_children, 0) > 0,"
            + " max(file_name) FROM parquet_schema("
            + paths()
            + ") WHERE name IS NOT NULL GROUP BY ALL";
    for (var row : duck.rows(sql)) {
      String name = String.valueOf(row.get(0));
      present.add(name);
      boolean nested = Boolean.TRUE.equals(row.get(2));
      for (Column column : columns()) {
        if (column.name().equals(name) && !nested && row.get(1) != null) {
          check(column, String.valueOf(row.get(1)), String.valueOf(row.get(3)));
        }
      }
    }
    return present;
  }

  private void check(Column column, String parquet, String file) {
    if (fits(column.type(), parquet)) {
      return;
    }
    String uri =
        files().stream()
            .filter(f -> f.path().toString().equals(file))
            .findFirst()
            .map(f -> f.object().uri())
            .orElse(table().location());
    throw new QueryFailure(
        "HIVE_BAD_DATA",
        "Malformed Parquet file. Field %s's type %s in parquet file %s is incompatible with type %s defined in table schema"
            .formatted(column.name(), parquet, uri, column.type().display()));
  }

  private static boolean fits(SqlType type, String parquet) {
    return switch (parquet.toUpperCase(ROOT)) {
      case "BOOLEAN" -> type.is("boolean");
      case "INT32" -> type.is("date") || type.is("decimal") || isInteger(type);
      case "INT64" -> type.is("timestamp") || type.is("decimal") || isInteger(type);
      case "INT96" -> type.is("timestamp");
      case "FLOAT" -> type.is("real") || type.is("double");
      case "DOUBLE" -> type.is("double");
      case "BYTE_ARRAY" -> Set.of("varchar", "char", "varbinary", "decimal").contains(type.base());
      case "FIXED_LEN_BYTE_ARRAY" -> type.is("decimal") || type.is("varbinary");
      default -> true;
    };
  }

  private static boolean isInteger(SqlType type) {
    return Set.of("tinyint", "smallint", "integer", "bigint").contains(type.base());
  }

  @Override
  long bytes(DuckDb duck) throws SQLException {
    if (files().isEmpty() || scan().columns().isEmpty()) {
      return 0;
    }
    var wanted = new StringBuilder();
    for (String column : scan().columns()) {
      wanted.append(wanted.isEmpty() ? "" : ", ").append(Names.text(column));
    }
    String sql =
        "SELECT coalesce(sum(total_compressed_size), 0) FROM parquet_metadata(%s) WHERE lower(split_part(path_in_schema, ', ', 1)) IN (%s)"
            .formatted(paths(), wanted);
    return ((Number) java.util.Objects.requireNonNull(duck.rows(sql).get(0).get(0))).longValue();
  }
}
