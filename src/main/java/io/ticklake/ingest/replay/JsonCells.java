package io.ticklake.ingest.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file of JSON lines.
 *
 * @param values the scalar values of the fields that are known
 * @param names what the row calls them
 * @param text the whole object as it stands there
 */
record JsonCells(Map<Field, String> values, Map<Field, String> names, String text)
    implements Cells {
  @Override
  public @Nullable String get(Field field) {
    return values.get(field);
  }

  @Override
  public String name(Field field) {
    return names.getOrDefault(field, field.text());
  }
}
