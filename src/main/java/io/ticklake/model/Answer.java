package io.ticklake.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query has answered, for people.
 *
 * @param query its name
 * @param rows each as wide as {@code columns}; null is SQL's NULL
 * @param completeness whether there are further rows
 * @param scannedBytes that Athena read
 * @param dollars that Athena takes for it, about
 * @param took from the question to the answer
 * @param at when it was answered
 */
public record Answer(
    String query,
    List<Column> columns,
    List<List<@Nullable String>> rows,
    Completeness completeness,
    long scannedBytes,
    BigDecimal dollars,
    Duration took,
    Instant at) {
  public Answer {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(rows);
  }

  /** A column and what stands in it. */
  public record Column(String name, Kind kind) {}

  /** How a column is written: numbers to the right. */
  public enum Kind {
    NUMBER,
    TEXT
  }

  /** Whether all rows are there. */
  public enum Completeness {
    ALL,
    FIRST
  }

  /** The place of a column, -1 when there is none of this name. */
  public int indexOf(String column) {
    return columns.stream().map(Column::name).toList().indexOf(column);
  }
}
