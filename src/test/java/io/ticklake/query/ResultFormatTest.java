package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.query.QueryResult.Column;
import io.ticklake.query.QueryResult.Completeness;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
  private static final QueryResult RESULT =
      new QueryResult(
          List.of(
              new Column("ticker", "varchar"),
              new Column("close", "double"),
              new Column("otc", "boolean")),
          List.of(Arrays.asList("A\"B", "9.5", "true"), Arrays.asList(null, "NaN", null)),
          Completeness.ALL);

  @Test
  void csvQuotesEveryValueAndLeavesNullOut() throws IOException {
    assertThat(written(ResultFormat.CSV))
        .isEqualTo("\"ticker\",\"close\",\"otc\"\n\"A\"\"B\",\"9.5\",\"true\"\n,\"NaN\",\n");
  }

  @Test
  void jsonHasNumbersBooleansAndNulls() throws IOException {
    assertThat(written(ResultFormat.JSON).replaceAll("\\s", ""))
        .isEqualTo(
            """
            [{"ticker":"A\\"B","close":9.5,"otc":true},{"ticker":null,"close":"NaN","otc":null}]""");
  }

  @Test
  void tableEndsWithALineBreak() throws IOException {
    assertThat(written(ResultFormat.TABLE)).startsWith("+").endsWith("+\n");
  }

  private static String written(ResultFormat format) throws IOException {
    StringBuilder out = new StringBuilder();
    format.write(RESULT, out);
    return out.toString();
  }
}
