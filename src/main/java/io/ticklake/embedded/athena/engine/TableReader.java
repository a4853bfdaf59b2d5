package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.Names;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.TableScan;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.glue.GlueTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How the rows of a table come out of its objects, by the SerDe that the catalogue names. */
abstract class TableReader {
  /** The reader's column that says which file a row came from. */
  static final String FILE = "tr_file";

  private final GlueTable table;
  private final TableScan scan;
  private final List<LakeFile> files;

  TableReader(GlueTable table, TableScan scan, List<LakeFile> files) {
    this.table = table;
    this.scan = scan;
    this.files = List.copyOf(files);
  }

  /**
   * The reader for this table.
   *
   * @throws QueryFailure NOT_SUPPORTED for other SerDes
   */
  static TableReader of(GlueTable table, TableScan scan, List<LakeFile> files) {
    return switch (table.serde()) {
      case "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" ->
          new ParquetReader(table, scan, files);
      case "org.openx.data.jsonserde.JsonSerDe",
          "org.apache.hive.hcatalog.data.JsonSerDe",
          "org.apache.hadoop.hive.serde2.JsonSerDe" ->
          new JsonReader(table, scan, files);
      case "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe" ->
          new DelimitedReader(table, scan, files);
      case "org.apache.hadoop.hive.serde2.OpenCSVSerde" -> new QuotedReader(table, scan, files);
      default ->
          throw new QueryFailure(
              "NOT_SUPPORTED",
              "The embedded Athena reads Parquet, JSON and CSV; table '%s' has the SerDe '%s'"
                  .formatted(table.name(), table.serde()));
    };
  }

  /** A SELECT that gives the table's columns under their own names. */
  final String view(DuckDb duck) throws SQLException {
    var items = new ArrayList<String>();
    if (files.isEmpty()) {
      columns().forEach(c -> items.add(nothing(c)));
      keys().forEach(c -> items.add(nothing(c)));
      items.add("NULL::VARCHAR AS " + Names.quote(TableScan.PATH));
      return "SELECT " + String.join(", ", items) + " WHERE false";
    }
    String from = from(duck, items);
    boolean places = !keys().isEmpty() || scan.columns().contains(TableScan.PATH);
    if (!places) {
      return "SELECT " + String.join(", ", items) + " FROM " + from + " AS data";
    }
    keys().forEach(key -> items.add("place." + Names.quote(key.name())));
    items.add("place." + Names.quote(TableScan.PATH));
    return "SELECT %s FROM %s AS data JOIN (%s) AS place ON data.%s = place.%s"
        .formatted(String.join(", ", items), from, places(), FILE, FILE);
  }

  /**
   * The table function that reads the files, with the column {@link #FILE}.
   *
   * @param items to be filled with a select item for each column of the table
   */
  abstract String from(DuckDb duck, List<String> items) throws SQLException;

  /** Stored bytes that the query reads. */
  long bytes(DuckDb duck) throws SQLException {
    return files.stream().mapToLong(file -> file.object().size()).sum();
  }

  private String places() {
    var rows = new ArrayList<String>();
    for (LakeFile file : files) {
      var row = new ArrayList<String>();
      row.add(Names.text(file.path().toString()));
      file.values().forEach(value -> row.add(PartitionValue.sql(value)));
      row.add(Names.text(file.object().uri()));
      rows.add("(" + String.join(", ", row) + ")");
    }
    var names = new ArrayList<String>();
    var typed = new ArrayList<String>();
    for (Column key : keys()) {
      String name = Names.quote(key.name());
      names.add(name);
      typed.add("CAST(" + name + " AS " + key.type().duckdb() + ") AS " + name);
    }
    names.add(0, FILE);
    names.add(Names.quote(TableScan.PATH));
    typed.add(0, FILE);
    typed.add(
        "CAST(" + Names.quote(TableScan.PATH) + " AS VARCHAR) AS " + Names.quote(TableScan.PATH));
    return "SELECT %s FROM (VALUES %s) AS v(%s)"
        .formatted(String.join(", ", typed), String.join(", ", rows), String.join(", ", names));
  }

  private static String nothing(Column column) {
    return "NULL::" + column.type().duckdb() + " AS " + Names.quote(column.name());
  }

  final List<Column> columns() {
    return scan.table().columns();
  }

  final List<Column> keys() {
    return scan.table().partitionKeys();
  }

  final GlueTable table() {
    return table;
  }

  final TableScan scan() {
    return scan;
  }

  final List<LakeFile> files() {
    return files;
  }

  /** {@code ['/cache/a.parquet', ...]}. */
  final String paths() {
    return files.stream()
        .map(file -> Names.text(file.path().toString()))
        .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
  }

  /**
   * Text objects are decompressed by the lower-case end of their names, as Athena does it.
   *
   * @throws QueryFailure for codecs that DuckDB does not have
   */
  final String compression() {
    var codecs = files.stream().map(TableReader::codec).distinct().toList();
    if (codecs.size() > 1) {
      // DuckDB goes by the same endings, file by file.
      return "auto_detect";
    }
    return codecs.get(0);
  }

  private static String codec(LakeFile file) {
    String key = file.object().key();
    String end = key.substring(key.lastIndexOf('.') + 1);
    return switch (end) {
      case "gz" -> "gzip";
      case "zst" -> "zstd";
      case "bz2", "lz4", "snappy", "deflate", "lzo" ->
          throw new QueryFailure(
              "NOT_SUPPORTED",
              "The embedded Athena does not decompress ." + end + ": " + file.object().uri());
      default -> "uncompressed";
    };
  }
}
