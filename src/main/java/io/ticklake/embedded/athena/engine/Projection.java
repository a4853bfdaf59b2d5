package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.engine.LakeTables.Partition;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GlueTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Partitions that a table's properties describe instead of the catalogue: each combination of the
 * keys' values, whether objects lie there or not.
 */
final class Projection {
  private static final int MOST = 1_000_000;

  private final GlueTable table;
  private final Clock clock;

  Projection(GlueTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** Whether the catalogue's partitions are to be passed over. */
  static boolean isOn(GlueTable table) {
    return "true".equalsIgnoreCase(table.parameters().get("projection.enabled"));
  }

  List<Partition> partitions() {
    List<GlueColumn> keys = table.partitionKeys();
    List<String> missing =
        keys.stream()
            .map(GlueColumn::name)
            .filter(key -> !table.parameters().containsKey("projection." + key + ".type"))
            .toList();
    if (!missing.isEmpty()) {
      throw new QueryFailure(
          "HIVE_METASTORE_ERROR",
          "Table %s.%s is configured for partition projection, but the following partition columns are missing projection configuration: %s (table %s.%s)"
              .formatted(table.database(), table.name(), missing, table.database(), table.name()));
    }
    List<List<String>> rows = List.of(List.of());
    for (GlueColumn key : keys) {
      rows = times(rows, new ProjectedKey(table, key.name(), clock).values());
    }
    return rows.stream().map(values -> new Partition(values, location(values))).toList();
  }

  private List<List<String>> times(List<List<String>> rows, List<String> values) {
    if ((long) rows.size() * values.size() > MOST) {
      throw new QueryFailure(
          "NOT_SUPPORTED",
          "The embedded Athena projects at most %d partitions; table '%s' has more"
              .formatted(MOST, table.name()));
    }
    List<List<String>> product = new ArrayList<>();
    for (List<String> row : rows) {
      for (String value : values) {
        List<String> longer = new ArrayList<>(row);
        longer.add(value);
        product.add(longer);
      }
    }
    return product;
  }

  private String location(List<String> values) {
    Map<String, String> properties = table.parameters();
    String root = table.location().endsWith("/") ? table.location() : table.location() + "/";
    StringBuilder folders = new StringBuilder(root);
    String template = properties.get("storage.location.template");
    for (int i = 0; i < values.size(); i++) {
      String key = table.partitionKeys().get(i).name();
      folders.append(key).append('=').append(values.get(i)).append('/');
      if (template != null) {
        template = template.replace("${" + key + "}", values.get(i));
      }
    }
    return template == null ? folders.toString() : template;
  }
}
