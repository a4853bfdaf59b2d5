package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A table with its partitions, as one document on disk. Never changed once built. */
record TableEntry(GlueTable table, TreeMap<List<String>, GluePartition> byValues) {
  static final Comparator<List<String>> BY_VALUES = TableEntry::compareValues;

  TableEntry {
    var sorted = new TreeMap<List<String>, GluePartition>(BY_VALUES);
    sorted.putAll(byValues);
    byValues = sorted;
  }

  /** A table without partitions. */
  static TableEntry of(GlueTable table) {
    return new TableEntry(table, new TreeMap<>(BY_VALUES));
  }

  static TableEntry read(String database, JsonNode document) {
    var table = CatalogJson.table(database, document.path("Table"));
    var partitions = new TreeMap<List<String>, GluePartition>(BY_VALUES);
    for (var node : document.path("Partitions")) {
      var partition = CatalogJson.partition(database, table.name(), node);
      partitions.put(partition.values(), partition);
    }
    return new TableEntry(table, partitions);
  }

  JsonNode write() {
    var document = JsonNodeFactory.instance.objectNode();
    document.set("Table", CatalogJson.table(table, ""));
    var array = document.putArray("Partitions");
    byValues.values().forEach(partition -> array.add(CatalogJson.partition(partition, "")));
    return document;
  }

  List<GluePartition> partitions() {
    return List.copyOf(byValues.values());
  }

  Optional<GluePartition> partition(List<String> values) {
    return Optional.ofNullable(byValues.get(values));
  }

  TableEntry with(GlueTable other) {
    return new TableEntry(other, byValues);
  }

  TableEntry withPartitions(List<GluePartition> added, Instant now) {
    var all = new TreeMap<>(byValues);
    for (var partition : added) {
      var old = byValues.get(partition.values());
      all.put(partition.values(), partition.createdAt(old == null ? now : old.creationTime()));
    }
    return new TableEntry(table, all);
  }

  TableEntry without(List<List<String>> values) {
    var rest = new TreeMap<>(byValues);
    values.forEach(rest::remove);
    return new TableEntry(table, rest);
  }

  private static int compareValues(List<String> a, List<String> b) {
    for (var i = 0; i < Math.min(a.size(), b.size()); i++) {
      var order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
