package io.ticklake.query;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.ticklake.query.QueryResult.Completeness;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws an answer as a table of text: numbers to the right, everything else to the left. */
public final class ResultTable {
  // A whole JSON document in a cell would push the others off the screen; it goes on below.
  private static final int CELL_WIDTH = 60;

  private ResultTable() {}

  /** The table without a line break at its end; NULL is an empty cell. */
  public static String text(QueryResult result) {
    List<QueryResult.Column> columns = result.columns();
    String table =
        AsciiTable.builder()
            .lineSeparator("\n")
            .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
            .data(
                result.rows(),
                IntStream.range(0, columns.size())
                    .mapToObj(i -> column(columns.get(i)).with(cell(i)))
                    .toList())
            .asString();
    return result.completeness() == Completeness.ALL
        ? table
        : table + "\n(the first " + result.rows().size() + " rows)";
  }

  private static Column column(QueryResult.Column column) {
    HorizontalAlign align = column.isNumber() ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
    return new Column()
        .header(column.name())
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(CELL_WIDTH);
  }

  private static Function<List<@Nullable String>, String> cell(int index) {
    return row -> {
      String value = row.get(index);
      return value == null ? "" : value;
    };
  }
}
