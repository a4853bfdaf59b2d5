package io.ticklake.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A table as the catalogue has it.
 *
 * @param columns in their order, partition keys last, each {@code name type}
 * @param partitions each as in its folders: {@code timespan=day/dt=2026-11-20}
 */
record TableState(String name, List<String> columns, Set<String> partitions) {
  TableState {
    columns = List.copyOf(columns);
    partitions = Set.copyOf(partitions);
  }

  static TableState of(Table table, List<Partition> partitions) {
    List<Column> columns = new ArrayList<>();
    if (table.storageDescriptor() != null) {
      columns.addAll(table.storageDescriptor().columns());
    }
    columns.addAll(table.partitionKeys());
    return new TableState(
        table.name(),
        columns.stream().map(column -> column.name() + " " + column.type()).toList(),
        partitions.stream()
            .map(partition -> folders(table.partitionKeys(), partition.values()))
            .collect(Collectors.toSet()));
  }

  private static String folders(List<Column> keys, List<String> values) {
    List<String> folders = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      folders.add(i < keys.size() ? keys.get(i).name() + "=" + values.get(i) : values.get(i));
    }
    return String.join("/", folders);
  }

  /** The columns that this table has and another has not, or not of that type. */
  List<String> columnsWithout(TableState other) {
    return columns.stream().filter(column -> !other.columns.contains(column)).toList();
  }

  /** The partitions that this table has and another has not, in order. */
  List<String> partitionsWithout(TableState other) {
    Set<String> left = new TreeSet<>(partitions);
    left.removeAll(other.partitions);
    return List.copyOf(left);
  }
}
