package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.query.QueryResult.Column;
import io.ticklake.query.QueryResult.Completeness;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("ticker", "varchar"), new Column("close", "double"));

  @Test
  void putsNumbersToTheRightAndTextToTheLeft() {
    QueryResult result =
        new QueryResult(
            COLUMNS, List.of(List.of("A", "9.5"), List.of("GOOGL", "1234.25")), Completeness.ALL);

    assertThat(ResultTable.text(result))
        .isEqualTo(
            """
            +--------+---------+
            | ticker |   close |
            +--------+---------+
            | A      |     9.5 |
            | GOOGL  | 1234.25 |
            +--------+---------+""");
  }

  @Test
  void showsNullAsAnEmptyCell() {
    QueryResult result =
        new QueryResult(COLUMNS, List.of(Arrays.asList("A", null)), Completeness.ALL);

    assertThat(ResultTable.text(result)).contains("| A      |       |");
  }

  @Test
  void saysThatThereAreMoreRows() {
    QueryResult result = new QueryResult(COLUMNS, List.of(List.of("A", "9.5")), Completeness.FIRST);

    assertThat(ResultTable.text(result)).endsWith("(the first 1 rows)");
  }

  @Test
  void drawsTheNamesOfAnAnswerWithoutRows() {
    QueryResult result = new QueryResult(COLUMNS, List.of(), Completeness.ALL);

    assertThat(ResultTable.text(result)).contains("| ticker | close |");
  }
}
