package io.ticklake.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A table as the catalogue has it.
 *
 * @param columns types by name, partition keys last
 * @param partitions each as in its folders: {@code timespan=day/dt=2026-11-20}; of projected keys
 *     what they may be: {@code dt=2026-11-01,NOW}
 */
record TableState(String name, Map<String, String> columns, Set<String> partitions) {
  TableState {
    columns = new LinkedHashMap<>(columns);
    partitions = Set.copyOf(partitions);
  }

  /** Before there was such a table. */
  static TableState nothing(String name) {
    return new TableState(name, Map.of(), Set.of());
  }

  static TableState of(Table table, List<Partition> partitions) {
    Map<String, String> columns = new LinkedHashMap<>();
    if (table.storageDescriptor() != null) {
      table.storageDescriptor().columns().forEach(c -> columns.put(c.name(), c.type()));
    }
    table.partitionKeys().forEach(c -> columns.put(c.name(), c.type()));
    return new TableState(
        table.name(),
        columns,
        Stream.concat(
                partitions.stream().map(p -> folders(table.partitionKeys(), p.values())),
                projected(table))
            .collect(Collectors.toSet()));
  }

  private static Stream<String> projected(Table table) {
    return table.partitionKeys().stream()
        .flatMap(
            key ->
                Stream.of(".values", ".range")
                    .map(kind -> table.parameters().get("projection." + key.name() + kind))
                    .filter(value -> value != null)
                    .map(value -> key.name() + "=" + value));
  }

  private static String folders(List<Column> keys, List<String> values) {
    List<String> folders = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      folders.add(i < keys.size() ? keys.get(i).name() + "=" + values.get(i) : values.get(i));
    }
    return String.join("/", folders);
  }

  /** The columns that this table has and another has not: {@code name type}. */
  List<String> columnsNotIn(TableState other) {
    return columns.entrySet().stream()
        .filter(column -> !other.columns.containsKey(column.getKey()))
        .map(column -> column.getKey() + " " + column.getValue())
        .toList();
  }

  /** The columns that another table has too, of another type: {@code name type, was type}. */
  List<String> columnsOfOtherTypeIn(TableState other) {
    List<String> changed = new ArrayList<>();
    columns.forEach(
        (column, type) -> {
          String was = other.columns.get(column);
          if (was != null && !was.equals(type)) {
            changed.add("%s %s (was %s)".formatted(column, type, was));
          }
        });
    return changed;
  }

  /** The partitions that this table has and another has not, in order. */
  List<String> partitionsWithout(TableState other) {
    Set<String> left = new TreeSet<>(partitions);
    left.removeAll(other.partitions);
    return List.copyOf(left);
  }
}
