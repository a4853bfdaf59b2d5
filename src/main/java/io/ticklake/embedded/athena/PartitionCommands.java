package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.Command.TableName;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GluePartition;
import io.ticklake.embedded.glue.GlueTable;
import io.ticklake.embedded.storage.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MSCK REPAIR TABLE, ALTER TABLE ADD and DROP PARTITION. */
final class PartitionCommands {
  private final Catalog catalog;
  private final ObjectStore store;

  PartitionCommands(Catalog catalog, ObjectStore store) {
    this.catalog = catalog;
    this.store = store;
  }

  void perform(Command command, QueryRequest request) throws IOException {
    if (command instanceof Command.Repair repair) {
      repair(table(repair.table(), request));
    } else if (command instanceof Command.AddPartitions add) {
      add(add, table(add.table(), request));
    } else if (command instanceof Command.DropPartitions drop) {
      drop(drop, table(drop.table(), request));
    }
  }

  private GlueTable table(TableName name, QueryRequest request) {
    String database = Commands.database(name.database(), request);
    return catalog
        .table(database, name.name())
        .orElseThrow(
            () ->
                new QueryFailure(
                    "FAILED",
                    "SemanticException [Error 10001]: Table not found "
                        + database
                        + "."
                        + name.name()));
  }

  /** Adds what lies in {@code key=value} folders and is not in the catalogue. */
  private void repair(GlueTable table) throws IOException {
    URI location = URI.create(folder(table.location()));
    String bucket = String.valueOf(location.getAuthority());
    var found = new LinkedHashMap<List<String>, GluePartition>();
    for (var object : store.list(bucket, location.getPath().substring(1))) {
      String path = object.uri().substring(folder(table.location()).length());
      values(path, table.partitionKeys())
          .ifPresent(
              values -> found.putIfAbsent(values, partition(table, values, prefix(table, path))));
    }
    catalog.createPartitions(table.database(), table.name(), List.copyOf(found.values()));
  }

  private static Optional<List<String>> values(String path, List<GlueColumn> keys) {
    String[] folders = path.split("/", -1);
    var values = new ArrayList<String>();
    for (int i = 0; i < keys.size(); i++) {
      String start = keys.get(i).name() + "=";
      if (i >= folders.length - 1 || !folders[i].startsWith(start)) {
        return Optional.empty();
      }
      values.add(
          URLDecoder.decode(
              folders[i].substring(start.length()).replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  private static String prefix(GlueTable table, String path) {
    String[] folders = path.split("/", -1);
    return folder(table.location())
        + String.join("/", List.of(folders).subList(0, table.partitionKeys().size()))
        + "/";
  }

  private static GluePartition partition(GlueTable table, List<String> values, String location) {
    return new GluePartition(
        table.database(),
        table.name(),
        values,
        table.storage().withLocation(location),
        Map.of(),
        Instant.EPOCH);
  }

  private void add(Command.AddPartitions add, GlueTable table) {
    var partitions = new ArrayList<GluePartition>();
    for (int i = 0; i < add.values().size(); i++) {
      List<String> values = ordered(table, add.values().get(i));
      String location = add.locations().get(i);
      partitions.add(
          partition(
              table, values, location.isEmpty() ? hiveFolder(table, values) : folder(location)));
    }
    var refused = catalog.createPartitions(table.database(), table.name(), partitions);
    if (!refused.isEmpty() && !add.ifNotExists()) {
      throw new QueryFailure(
          "FAILED",
          "SemanticException AlreadyExistsException: Partition already exists: " + refused);
    }
  }

  private void drop(Command.DropPartitions drop, GlueTable table) {
    var values = drop.values().stream().map(v -> ordered(table, v)).toList();
    for (var wanted : values) {
      if (!drop.ifExists() && catalog.partition(table.database(), table.name(), wanted).isEmpty()) {
        throw new QueryFailure(
            "FAILED", "SemanticException [Error 10006]: Partition not found " + wanted);
      }
    }
    catalog.deletePartitions(table.database(), table.name(), values);
  }

  private static List<String> ordered(GlueTable table, Map<String, String> values) {
    var ordered = new ArrayList<String>();
    for (GlueColumn key : table.partitionKeys()) {
      String value = values.get(key.name());
      if (value == null || values.size() != table.partitionKeys().size()) {
        throw new QueryFailure(
            "FAILED",
            "SemanticException [Error 10125]: Partition spec %s does not name the keys %s"
                .formatted(values, table.partitionKeys().stream().map(GlueColumn::name).toList()));
      }
      ordered.add(value);
    }
    return ordered;
  }

  private static String hiveFolder(GlueTable table, List<String> values) {
    var location = new StringBuilder(folder(table.location()));
    for (int i = 0; i < values.size(); i++) {
      location
          .append(table.partitionKeys().get(i).name())
          .append('=')
          .append(values.get(i))
          .append('/');
    }
    return location.toString();
  }

  private static String folder(String location) {
    return location.endsWith("/") ? location : location + "/";
  }
}
