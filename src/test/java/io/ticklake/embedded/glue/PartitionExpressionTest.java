package io.ticklake.embedded.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionExpressionTest {
  private static final List<GlueColumn> KEYS =
      List.of(GlueColumn.of("dt", "string"), GlueColumn.of("n", "int"));
  private static final List<String> VALUES = List.of("2026-11-20", "9");

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "dt = '2026-11-20'#true",
        "DT<>'2026-11-20'#false",
        "dt >= '2026-11-01' AND dt < '2026-12-01'#true",
        "n < 10#true",
        "n > '10'#false",
        "n = 9.0 and not dt = 'x'#true",
        "n in (1, 9)#true",
        "n not in (1,9)#false",
        "n between 1 and 5 or dt like '2026-__-%'#true",
        "dt not like '2026%'#false",
        "dt not between '2026-11-21' and '2026-11-30'#true",
        "(n = 1 or n = 9) and (dt is not null)#true",
        "dt is null#false",
        "`dt` = '2026-11-20'#true",
        "dt = 'it''s'#false",
      })
  void decidesLikeAWhereClause(String expression, boolean holds) {
    assertThat(PartitionExpression.parse(expression, KEYS).test(VALUES)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dt", "dt =", "x = 1", "dt = dt", "dt = 'a' 'b'", "n in 1", "(n = 1", "; drop"})
  void refusesWhatItCannotRead(String expression) {
    assertThatThrownBy(() -> PartitionExpression.parse(expression, KEYS))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("Unsupported expression '" + expression + "'");
  }

  @ParameterizedTest
  @CsvSource({"dt is null,true", "dt <> 'a',false", "not dt = 'a',true"})
  void comparesNullWithNothing(String expression, boolean holds) {
    var values = List.of("__HIVE_DEFAULT_PARTITION__", "1");

    assertThat(PartitionExpression.parse(expression, KEYS).test(values)).isEqualTo(holds);
  }
}
