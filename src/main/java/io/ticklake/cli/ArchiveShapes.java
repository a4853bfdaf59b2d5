package io.ticklake.cli;

import io.ticklake.archive.ColumnType;
import io.ticklake.archive.Schema;
import io.ticklake.catalog.ObjectShape;
import io.ticklake.catalog.ObjectShape.Kind;
import io.ticklake.catalog.ObjectShapes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells the catalogue what the archive's formats are; the two stages do not know each other. */
final class ArchiveShapes implements ObjectShapes {
  @Override
  public ObjectShape of(String format, String table) {
    Kind kind = kind(format);
    Schema schema =
        Schema.ofFormat(format).orElseGet(() -> Schema.read("schemas/" + table + ".json"));
    Map<String, String> columns = new LinkedHashMap<>();
    for (Schema.Column column : schema.columns()) {
      columns.put(column.name().toLowerCase(Locale.ROOT), type(column.type(), kind));
    }
    return new ObjectShape(kind, columns);
  }

  private static Kind kind(String format) {
    String[] parts = format.split(";", -1);
    return switch (parts.length > 1 ? parts[1] : "") {
      case "parquet" -> Kind.PARQUET;
      case "jsonl" -> Kind.JSON;
      case "csv" -> Kind.CSV;
      default ->
          throw new IllegalArgumentException(
              "Format '" + format + "' has no table; use ticklake.catalog.mode=crawler");
    };
  }

  /** As the crawler finds them: text formats have no dates. */
  private static String type(ColumnType type, Kind kind) {
    return switch (type) {
      case STRING -> "string";
      case DOUBLE -> "double";
      case LONG -> "bigint";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> kind == Kind.PARQUET ? "timestamp" : "string";
      case DATE -> kind == Kind.PARQUET ? "date" : "string";
    };
  }
}
