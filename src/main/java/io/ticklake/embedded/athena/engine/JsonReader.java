package io.ticklake.embedded.athena.engine;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.groupingBy;

import io.ticklake.embedded.athena.sql.Names;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.TableScan;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.glue.GlueTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON lines: keys in any case, as the SerDe has it; keys that a line lacks are NULL. */
final class JsonReader extends TableReader {
  JsonReader(GlueTable table, TableScan scan, List<LakeFile> files) {
    super(table, scan, files);
  }

  @Override
  String from(DuckDb duck, List<String> items) throws SQLException {
    Map<String, List<String>> keys =
        keysInFiles(duck).stream().collect(groupingBy(key -> key.toLowerCase(ROOT)));
    var read = new ArrayList<String>();
    for (Column column : columns()) {
      String key = key(column, keys.getOrDefault(column.name(), List.of(column.name())));
      String type = column.type().duckdb();
      read.add(Names.text(key) + ": " + Names.text(type));
      items.add("data." + Names.quote(key) + " AS " + Names.quote(column.name()));
    }
    String ignore = table().serdeParameters().getOrDefault("ignore.malformed.json", "false");
    return "read_json(%s, columns={%s}, format='newline_delimited', compression='%s', ignore_errors=%s, filename='%s')"
        .formatted(
            paths(), String.join(", ", read), compression(), ignore.equalsIgnoreCase("true"), FILE);
  }

  private String key(Column column, List<String> spellings) {
    if (spellings.size() > 1) {
      throw new QueryFailure(
          "NOT_SUPPORTED",
          "The objects of table '%s' spell the key of column '%s' in several ways (%s): the embedded Athena reads one"
              .formatted(table().name(), column.name(), String.join(", ", spellings)));
    }
    return spellings.get(0);
  }

  /** What crawlers noted under {@code paths}; where that is not all, the lines are asked. */
  private Set<String> keysInFiles(DuckDb duck) throws SQLException {
    var keys = new LinkedHashSet<String>();
    String noted = table().serdeParameters().getOrDefault("paths", "");
    for (String key : noted.isEmpty() ? new String[0] : noted.split(",", -1)) {
      keys.add(key);
    }
    boolean all =
        columns().stream().allMatch(c -> keys.stream().anyMatch(k -> k.equalsIgnoreCase(c.name())));
    if (all) {
      return keys;
    }
    // One level deep, in one pass over the text: half the cost of the query itself.
    String sql =
        "SELECT DISTINCT unnest(json_keys(json)) FROM read_json_objects(%s, format='newline_delimited', compression='%s', ignore_errors=true)"
            .formatted(paths(), compression());
    for (var row : duck.rows(sql)) {
      keys.add(String.valueOf(row.get(0)));
    }
    return keys;
  }
}
