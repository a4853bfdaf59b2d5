package io.ticklake.embedded.athena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GlueSerde;
import io.ticklake.embedded.glue.GlueStorage;
import io.ticklake.embedded.glue.GlueTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectedKeyTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T21:00:00Z"), ZoneOffset.UTC);

  @Test
  void daysRunUntilTodayAndTodayCounts() {
    assertThat(values(Map.of("type", "date", "format", "yyyy-MM-dd", "range", "2026-11-18,NOW")))
        .containsExactly("2026-11-18", "2026-11-19", "2026-11-20");
  }

  @Test
  void daysMayBeCountedFromToday() {
    assertThat(
            values(Map.of("type", "date", "format", "yyyy-MM-dd", "range", "NOW-1DAYS,NOW+1DAY")))
        .containsExactly("2026-11-19", "2026-11-20", "2026-11-21");
  }

  @Test
  void monthsAndWholeNumbersAndNamesAreProjected() {
    assertThat(
            values(
                Map.of(
                    "type", "date",
                    "format", "yyyy-MM",
                    "range", "2026-09,NOW",
                    "interval.unit", "MONTHS")))
        .containsExactly("2026-09", "2026-10", "2026-11");
    assertThat(values(Map.of("type", "integer", "range", "8,10", "digits", "2")))
        .containsExactly("08", "09", "10");
    assertThat(values(Map.of("type", "enum", "values", "day, minute")))
        .containsExactly("day", "minute");
  }

  @Test
  void aRangeThatIsNoneIsSaidWithTableAndColumn() {
    assertThatThrownBy(() -> values(Map.of("type", "date", "format", "yyyy-MM-dd", "range", "x")))
        .isInstanceOf(QueryFailure.class)
        .hasMessageContaining("'dt' of table 'bars'")
        .hasMessageContaining("range");
  }

  @Test
  void aKeyWithoutProjectionIsNamedAsAthenaDoes() {
    assertThatThrownBy(() -> new Projection(table(Map.of()), CLOCK).partitions())
        .hasMessageContaining(
            "Table db.bars is configured for partition projection, but the following partition columns are missing projection configuration: [dt]");
  }

  private static List<String> values(Map<String, String> projection) {
    return new ProjectedKey(table(projection), "dt", CLOCK).values();
  }

  private static GlueTable table(Map<String, String> projection) {
    Map<String, String> properties = new HashMap<>(Map.of("projection.enabled", "true"));
    projection.forEach((name, value) -> properties.put("projection.dt." + name, value));
    return GlueTable.external(
        "db",
        "bars",
        new GlueStorage(
            List.of(), "s3://lake/bars/", "", "", false, new GlueSerde("", "", Map.of()), Map.of()),
        List.of(new GlueColumn("dt", "string", "")),
        properties);
  }
}
