package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.Names;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.TableScan;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.glue.GlueTable;
import java.util.List;

/**
 * CSV as LazySimpleSerDe reads it: columns by place, no quotes, missing ones NULL, further ones
 * passed over. DuckDB hands over whole lines, so that its own ideas of CSV stay out.
 */
final class DelimitedReader extends TableReader {
  DelimitedReader(GlueTable table, TableScan scan, List<LakeFile> files) {
    super(table, scan, files);
  }

  @Override
  String from(DuckDb duck, List<String> items) {
    var parameters = table().serdeParameters();
    if (parameters.containsKey("escape.delim")) {
      throw new QueryFailure("NOT_SUPPORTED", "escape.delim of table '" + table().name() + "'");
    }
    String delimiter =
        parameters.getOrDefault("field.delim", parameters.getOrDefault("separatorChar", "\u0001"));
    String nulls = parameters.getOrDefault("serialization.null.format", "\\N");
    for (int i = 0; i < columns().size(); i++) {
      items.add(item(i, columns().get(i), nulls) + " AS " + Names.quote(columns().get(i).name()));
    }
    return "(SELECT string_split(line, %s) AS cells, %s FROM read_csv(%s, columns={'line': 'VARCHAR'}, header=false, skip=%d, delim='\u001e', quote='', escape='', nullstr=['\u001f'], auto_detect=false, compression='%s', filename='%s'))"
        .formatted(Names.text(delimiter), FILE, paths(), headerLines(table()), compression(), FILE);
  }

  /** Lines to pass over at the start of each object. */
  static int headerLines(GlueTable table) {
    String count = table.parameters().getOrDefault("skip.header.line.count", "0");
    return count.matches("\\d{1,4}") ? Integer.parseInt(count) : 0;
  }

  private static String item(int place, Column column, String nulls) {
    String cell = "nullif(data.cells[" + (place + 1) + "], " + Names.text(nulls) + ")";
    return typed(cell, place, column);
  }

  /** A cell in its column's type; what cannot be read is bad data, an empty one is NULL. */
  static String typed(String cell, int place, Column column) {
    if (column.type().is("varchar") || column.type().is("char")) {
      return cell;
    }
    String type = column.type().duckdb();
    return "CASE WHEN coalesce(%1$s, '') = '' THEN NULL WHEN TRY_CAST(%2$s AS %3$s) IS NULL THEN CAST(error('HIVE_BAD_DATA: Error parsing field value ''' || %1$s || ''' for field %4$d: For input string: \"' || %1$s || '\"') AS %3$s) ELSE TRY_CAST(%2$s AS %3$s) END"
        .formatted(cell, exact(cell, column), type, place);
  }

  /** DuckDB rounds '0.5' to an integer, which Athena refuses to read as one. */
  private static String exact(String cell, Column column) {
    boolean integer =
        List.of("tinyint", "smallint", "integer", "bigint").contains(column.type().base());
    return integer
        ? "(CASE WHEN regexp_full_match(" + cell + ", '[+-]?[0-9]+') THEN " + cell + " END)"
        : cell;
  }
}
