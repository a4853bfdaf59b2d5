package io.ticklake.embedded.athena.engine;

import static java.util.stream.Collectors.joining;

import io.ticklake.embedded.athena.engine.LakeTables.Partition;
import io.ticklake.embedded.athena.sql.Names;
import io.ticklake.embedded.athena.sql.TableScan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out partitions that the query's conditions on partition keys exclude. DuckDB itself
 * answers the conditions, over the list of partitions, so any function may stand in them.
 */
final class PartitionPruning {
  private final TableScan scan;

  PartitionPruning(TableScan scan) {
    this.scan = scan;
  }

  List<Partition> matching(DuckDb duck, List<Partition> all) throws SQLException {
    if (scan.conditions().isEmpty() || all.isEmpty()) {
      return all;
    }
    var kept = new ArrayList<Partition>();
    for (var row : duck.rows(sql(all))) {
      kept.add(all.get(((Number) row.get(0)).intValue()));
    }
    return kept;
  }

  private String sql(List<Partition> all) {
    var rows = new ArrayList<String>();
    for (int i = 0; i < all.size(); i++) {
      rows.add("(" + i + values(all.get(i)) + ")");
    }
    var keys = scan.table().partitionKeys();
    String names = keys.stream().map(k -> ", " + Names.quote(k.name())).collect(joining());
    String typed =
        keys.stream()
            .map(
                k ->
                    ", CAST(%1$s AS %2$s) AS %1$s"
                        .formatted(Names.quote(k.name()), k.type().duckdb()))
            .collect(joining());
    return "SELECT i FROM (SELECT i%s FROM (VALUES %s) AS v(i%s)) AS %s WHERE %s ORDER BY i"
        .formatted(
            typed,
            String.join(", ", rows),
            names,
            scan.view(),
            scan.conditions().stream().map(c -> "(" + c + ")").collect(joining(" AND ")));
  }

  private static String values(Partition partition) {
    return partition.values().stream().map(v -> ", " + PartitionValue.sql(v)).collect(joining());
  }
}
