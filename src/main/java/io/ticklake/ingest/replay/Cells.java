package io.ticklake.ingest.replay;

import org.jspecify.annotations.Nullable;

/** A row taken apart. */
sealed interface Cells permits CsvCells, JsonCells {
  /** The text of this field, null when the row has none. */
  @Nullable String get(Field field);

  /** What the file calls this field. */
  String name(Field field);
}
