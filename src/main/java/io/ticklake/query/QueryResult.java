package io.ticklake.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * The rows of an answer, as Athena writes the values.
 *
 * @param rows each as wide as {@code columns}; null is SQL's NULL
 * @param completeness whether Athena has further rows
 */
public record QueryResult(
    List<Column> columns, List<List<@Nullable String>> rows, Completeness completeness) {

  /**
   * A column of the answer.
   *
   * @param type Athena's name of it: {@code varchar}, {@code bigint}
   */
  public record Column(String name, String type) {
    private static final Set<String> NUMBERS =
        Set.of("tinyint", "smallint", "integer", "bigint", "float", "real", "double", "decimal");

    /** Whether the values are numbers. */
    boolean isNumber() {
      return NUMBERS.contains(type);
    }
  }

  /** Whether all rows are there. */
  public enum Completeness {
    ALL,
    /** There are more than were asked for. */
    FIRST
  }

  /**
   * Reads pages until they end or so many rows are there; further pages are not fetched.
   *
   * @param pages of GetQueryResults, in order
   * @param statementType Athena's, null when unknown
   * @param limit rows to read at most, at least 1
   */
  static QueryResult read(
      Iterable<GetQueryResultsResponse> pages, @Nullable String statementType, int limit) {
    List<Column> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    boolean firstPage = true;
    for (GetQueryResultsResponse page : pages) {
      if (firstPage) {
        page.resultSet().resultSetMetadata().columnInfo().stream()
            .map(QueryResult::column)
            .forEach(columns::add);
      }
      // The first row of a SELECT repeats the names; SHOW and DESCRIBE have no such row.
      boolean hasHeader = firstPage && "DML".equals(statementType);
      firstPage = false;
      List<Row> data = page.resultSet().rows();
      for (Row row : hasHeader && !data.isEmpty() ? data.subList(1, data.size()) : data) {
        if (rows.size() == limit) {
          return new QueryResult(columns, rows, Completeness.FIRST);
        }
        rows.add(values(row, columns.size()));
      }
    }
    return new QueryResult(columns, rows, Completeness.ALL);
  }

  /** The first rows alone. */
  QueryResult first(int count) {
    return new QueryResult(columns, rows.subList(0, count), Completeness.FIRST);
  }

  private static Column column(ColumnInfo info) {
    return new Column(info.name(), info.type());
  }

  private static List<@Nullable String> values(Row row, int width) {
    List<@Nullable String> values = new ArrayList<>(width);
    row.data().stream().map(Datum::varCharValue).forEach(values::add);
    while (values.size() < width) {
      values.add(null);
    }
    return values;
  }
}
