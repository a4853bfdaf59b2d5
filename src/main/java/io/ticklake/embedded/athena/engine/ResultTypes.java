package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.SqlType;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.athena.sql.TypeReader;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The result's columns: the translator's types, and DuckDB's where those are open. */
final class ResultTypes {
  private final List<Column> columns = new ArrayList<>();

  ResultTypes(List<Column> translated, ResultSetMetaData duck) throws SQLException {
    for (int i = 0; i < translated.size(); i++) {
      Column column = translated.get(i);
      columns.add(
          isOpen(column.type())
              ? new Column(column.name(), TypeReader.read(duck.getColumnTypeName(i + 1)))
              : column);
    }
  }

  private static boolean isOpen(SqlType type) {
    return type.is("?") || type.arguments().stream().anyMatch(ResultTypes::isOpen);
  }

  List<Column> columns() {
    return columns;
  }
}
