package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.query.QueryResult.Completeness;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

class QueryResultTest {
  @Test
  void leavesOutTheNamesThatASelectRepeatsAsItsFirstRow() {
    QueryResult result = read("DML", 10, page(row("ticker"), row("A")), page(row("ticker")));

    assertThat(result.rows()).containsExactly(List.of("A"), List.of("ticker"));
    assertThat(result.completeness()).isEqualTo(Completeness.ALL);
  }

  @Test
  void keepsTheFirstRowOfShow() {
    QueryResult result = read("UTILITY", 10, page(row("bars")));

    assertThat(result.rows()).containsExactly(List.of("bars"));
  }

  @Test
  void tellsNullFromAnEmptyText() {
    QueryResult result = read("DML", 10, page(row("ticker"), row((String) null), row("")));

    assertThat(result.rows()).containsExactly(Arrays.asList((String) null), List.of(""));
  }

  @Test
  void fetchesNoPageBeyondTheLimit() {
    GetQueryResultsResponse first = page(row("ticker"), row("A"), row("B"));
    Iterator<GetQueryResultsResponse> pages =
        Stream.of(first, page(row("C")), page(row("D"))).iterator();

    QueryResult result = QueryResult.read(() -> pages, "DML", 2);

    assertThat(result.rows()).containsExactly(List.of("A"), List.of("B"));
    assertThat(result.completeness()).isEqualTo(Completeness.FIRST);
    assertThat(pages.next().resultSet().rows()).containsExactly(row("D"));
  }

  private static QueryResult read(String type, int limit, GetQueryResultsResponse... pages) {
    return QueryResult.read(List.of(pages), type, limit);
  }

  private static GetQueryResultsResponse page(Row... rows) {
    return GetQueryResultsResponse.builder()
        .resultSet(
            set ->
                set.rows(rows)
                    .resultSetMetadata(
                        m ->
                            m.columnInfo(
                                ColumnInfo.builder().name("ticker").type("varchar").build())))
        .build();
  }

  private static Row row(String... values) {
    return Row.builder()
        .data(Stream.of(values).map(v -> Datum.builder().varCharValue(v).build()).toList())
        .build();
  }
}
