package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Databases, tables and partitions in the JSON of Glue's API, which is also the form on disk. An
 * absent text is empty here and absent there; times are epoch seconds with a fraction.
 */
final class CatalogJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CatalogJson() {}

  static ObjectNode database(GlueDatabase database, String catalogId) {
    var node = NODES.objectNode().put("Name", database.name());
    putText(node, "Description", database.description());
    putText(node, "LocationUri", database.locationUri());
    node.set("Parameters", texts(database.parameters()));
    return node.put("CreateTime", seconds(database.createTime())).put("CatalogId", catalogId);
  }

  static GlueDatabase database(JsonNode node) {
    return new GlueDatabase(
        text(node, "Name"),
        text(node, "Description"),
        text(node, "LocationUri"),
        texts(node.path("Parameters")),
        instant(node.path("CreateTime")));
  }

  static ObjectNode table(GlueTable table, String catalogId) {
    var node = NODES.objectNode().put("Name", table.name()).put("DatabaseName", table.database());
    putText(node, "Description", table.description());
    putText(node, "Owner", table.owner());
    node.put("CreateTime", seconds(table.createTime()));
    node.put("UpdateTime", seconds(table.updateTime()));
    node.put("LastAccessTime", seconds(table.createTime()));
    node.put("Retention", table.retention());
    node.set("StorageDescriptor", storage(table.storage()));
    node.set("PartitionKeys", columns(table.partitionKeys()));
    putText(node, "ViewOriginalText", table.viewOriginalText());
    putText(node, "ViewExpandedText", table.viewExpandedText());
    putText(node, "TableType", table.tableType());
    node.set("Parameters", texts(table.parameters()));
    putText(node, "CreatedBy", table.createdBy());
    return node.put("IsRegisteredWithLakeFormation", false)
        .put("CatalogId", catalogId)
        .put("VersionId", Long.toString(table.version()));
  }

  /** A stored table, or a TableInput of the API, whose times and version are then empty. */
  static GlueTable table(String database, JsonNode node) {
    return new GlueTable(
        database,
        text(node, "Name"),
        text(node, "TableType"),
        storage(node.path("StorageDescriptor")),
        columns(node.path("PartitionKeys")),
        texts(node.path("Parameters")),
        text(node, "ViewOriginalText"),
        text(node, "ViewExpandedText"),
        text(node, "Description"),
        text(node, "Owner"),
        node.path("Retention").asInt(),
        text(node, "CreatedBy"),
        instant(node.path("CreateTime")),
        instant(node.path("UpdateTime")),
        node.path("VersionId").asLong());
  }

  static ObjectNode partition(GluePartition partition, String catalogId) {
    var node = NODES.objectNode();
    var values = node.putArray("Values");
    partition.values().forEach(values::add);
    node.put("DatabaseName", partition.database()).put("TableName", partition.table());
    node.put("CreationTime", seconds(partition.creationTime()));
    node.put("LastAccessTime", seconds(partition.creationTime()));
    node.set("StorageDescriptor", storage(partition.storage()));
    node.set("Parameters", texts(partition.parameters()));
    return node.put("CatalogId", catalogId);
  }

  /** A stored partition, or a PartitionInput of the API. */
  static GluePartition partition(String database, String table, JsonNode node) {
    var values = new ArrayList<String>();
    node.path("Values").forEach(value -> values.add(value.asText()));
    return new GluePartition(
        database,
        table,
        values,
        storage(node.path("StorageDescriptor")),
        texts(node.path("Parameters")),
        instant(node.path("CreationTime")));
  }

  private static ObjectNode storage(GlueStorage storage) {
    var node = NODES.objectNode();
    node.set("Columns", columns(storage.columns()));
    putText(node, "Location", storage.location());
    putText(node, "InputFormat", storage.inputFormat());
    putText(node, "OutputFormat", storage.outputFormat());
    node.put("Compressed", storage.compressed()).put("NumberOfBuckets", -1);
    var serde = node.putObject("SerdeInfo");
    putText(serde, "Name", storage.serde().name());
    putText(serde, "SerializationLibrary", storage.serde().library());
    serde.set("Parameters", texts(storage.serde().parameters()));
    node.putArray("BucketColumns");
    node.putArray("SortColumns");
    node.set("Parameters", texts(storage.parameters()));
    return node.put("StoredAsSubDirectories", false);
  }

  private static GlueStorage storage(JsonNode node) {
    var serde = node.path("SerdeInfo");
    return new GlueStorage(
        columns(node.path("Columns")),
        text(node, "Location"),
        text(node, "InputFormat"),
        text(node, "OutputFormat"),
        node.path("Compressed").asBoolean(),
        new GlueSerde(
            text(serde, "Name"),
            text(serde, "SerializationLibrary"),
            texts(serde.path("Parameters"))),
        texts(node.path("Parameters")));
  }

  private static ArrayNode columns(List<GlueColumn> columns) {
    var array = NODES.arrayNode();
    for (var column : columns) {
      var node = array.addObject().put("Name", column.name());
      putText(node, "Type", column.type());
      putText(node, "Comment", column.comment());
    }
    return array;
  }

  private static List<GlueColumn> columns(JsonNode array) {
    var columns = new ArrayList<GlueColumn>();
    for (var node : array) {
      columns.add(new GlueColumn(text(node, "Name"), text(node, "Type"), text(node, "Comment")));
    }
    return columns;
  }

  static ObjectNode texts(Map<String, String> map) {
    var node = NODES.objectNode();
    new TreeMap<>(map).forEach(node::put);
    return node;
  }

  static Map<String, String> texts(JsonNode node) {
    var map = new TreeMap<String, String>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  static String text(JsonNode node, String member) {
    var value = node.path(member);
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }

  static void putText(ObjectNode node, String member, String value) {
    if (!value.isEmpty()) {
      node.put(member, value);
    }
  }

  static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  static Instant instant(JsonNode seconds) {
    return Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000));
  }
}
