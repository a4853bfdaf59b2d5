package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A query ready for DuckDB.
 *
 * @param sql reads the relations named by the scans, whose columns are called as the catalogue
 *     calls them; its output columns are {@code c0}, {@code c1}, ...
 * @param columns of the result; {@link SqlType#ANY} where DuckDB's own type stands
 * @param scans the tables to provide
 * @param marked places in the user's text that comments in {@code sql} point to
 */
public record Translation(
    String sql, List<TableSchema.Column> columns, List<TableScan> scans, List<Node> marked) {
  private static final Pattern MARK = Pattern.compile("/\\*@(\\d+)\\*/");

  public Translation {
    columns = List.copyOf(columns);
    scans = List.copyOf(scans);
    marked = List.copyOf(marked);
  }

  /**
   * Where in the user's text DuckDB's complaint belongs.
   *
   * @param offset in {@link #sql()}
   */
  public Optional<Node> nodeAt(int offset) {
    var marks = MARK.matcher(sql);
    Optional<Node> last = Optional.empty();
    while (marks.find() && marks.start() <= offset) {
      last = Optional.of(marked.get(Integer.parseInt(marks.group(1))));
    }
    return last;
  }
}
