package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a zone, in their order.
 *
 * @param name of one row, for readers of Parquet
 * @param partition fields of the record that the object's key carries; not columns
 */
public record Schema(String name, Set<String> partition, List<Column> columns) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  /**
   * One field of the records.
   *
   * @param required whether a record without it is poison
   */
  public record Column(String name, ColumnType type, boolean required) {}

  public Schema {
    partition = Set.copyOf(partition);
    columns = List.copyOf(columns);
    Set<String> seen = new HashSet<>(partition);
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException(
            "Schema '%s' has the field '%s' twice.".formatted(name, column.name()));
      }
    }
  }

  /**
   * Reads a schema file from the class path.
   *
   * @param resource for example {@code /schemas/bars.json}
   * @throws IllegalArgumentException when it is absent or not a schema
   */
  public static Schema read(String resource) {
    try (InputStream file = Schema.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalArgumentException("Schema file '" + resource + "' is absent.");
      }
      return JSON.readValue(file, Schema.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Schema file '%s': %s".formatted(resource, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read schema file '" + resource + "'", e);
    }
  }
}
