package io.ticklake.ingest.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a CSV file.
 *
 * @param values as many as there are columns
 */
record CsvCells(Columns columns, List<String> values) implements Cells {
  CsvCells {
    values = List.copyOf(values);
  }

  @Override
  public @Nullable String get(Field field) {
    Integer place = columns.fields().get(field);
    if (place == null || values.get(place).isEmpty()) {
      return null;
    }
    return values.get(place);
  }

  @Override
  public String name(Field field) {
    Integer place = columns.fields().get(field);
    return place == null ? field.text() : columns.headers().get(place);
  }
}
