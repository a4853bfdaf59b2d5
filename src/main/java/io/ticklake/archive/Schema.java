package io.ticklake.archive;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a zone, in their order.
 *
 * @param name of one row, for readers of Parquet
 * @param partition fields of the record that the object's key carries; not columns
 */
public record Schema(String name, Set<String> partition, List<Column> columns) {
  /**
   * One field of the records.
   *
   * @param required whether a record without it is poison
   */
  public record Column(String name, ColumnType type, boolean required) {}

  public Schema {
    partition = Set.copyOf(partition);
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("Schema '%s' has no columns.".formatted(name));
    }
    // Glue and Athena know no upper case.
    Set<String> seen = new HashSet<>();
    partition.forEach(field -> seen.add(field.toLowerCase(Locale.ROOT)));
    for (Column column : columns) {
      if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Schema '%s' has the field '%s' twice.".formatted(name, column.name()));
      }
    }
  }

  /**
   * The schema of a format's description; nothing if that format has none.
   *
   * @throws IllegalArgumentException when it is no description
   */
  public static Optional<Schema> ofFormat(String description) {
    return Optional.ofNullable(Description.of(description).settings().get("schema"))
        .map(SchemaText::read);
  }

  /**
   * Reads a schema file from the working directory, or from the class path if it is not there.
   *
   * @param name for example {@code schemas/trades.json}
   * @throws IllegalArgumentException that says what is wrong, and where
   */
  public static Schema read(String name) {
    return SchemaFile.read(name);
  }
}
