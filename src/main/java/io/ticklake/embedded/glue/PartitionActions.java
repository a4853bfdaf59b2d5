package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.awsapi.JsonAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Partitions of one table. */
final class PartitionActions {
  private static final int MAX_PAGE = 1000;
  private static final int MAX_CREATE = 100;
  private static final int MAX_GET = 1000;
  private static final int MAX_SEGMENTS = 10;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Catalog catalog;
  private final String accountId;

  PartitionActions(Catalog catalog, String accountId) {
    this.catalog = catalog;
    this.accountId = accountId;
  }

  Map<String, JsonAction> byName() {
    return Map.of(
        "CreatePartition", this::create,
        "BatchCreatePartition", this::createAll,
        "UpdatePartition", this::update,
        "GetPartition", this::get,
        "BatchGetPartition", this::getAll,
        "GetPartitions", this::list);
  }

  private JsonNode create(ObjectNode request) {
    var table = table(request);
    var partition = input(table, Members.object(request, "PartitionInput"));
    if (!catalog.createPartitions(table.database(), table.name(), List.of(partition)).isEmpty()) {
      throw CatalogException.exists("Partition already exists.");
    }
    return NODES.objectNode();
  }

  /** HTTP 200 also when some were there already; the answer lists those. */
  private JsonNode createAll(ObjectNode request) {
    var table = table(request);
    var partitions = new ArrayList<GluePartition>();
    for (var node : Members.array(request, "PartitionInputList", MAX_CREATE)) {
      partitions.add(input(table, node));
    }
    var answer = NODES.objectNode();
    var errors = answer.putArray("Errors");
    for (var values : catalog.createPartitions(table.database(), table.name(), partitions)) {
      var error = errors.addObject();
      error.set("PartitionValues", values(values));
      error
          .putObject("ErrorDetail")
          .put("ErrorCode", "AlreadyExistsException")
          .put("ErrorMessage", "Partition already exists.");
    }
    return answer;
  }

  private JsonNode update(ObjectNode request) {
    var table = table(request);
    var old = Members.texts(request, "PartitionValueList");
    find(table, old);
    var partition = input(table, Members.object(request, "PartitionInput"));
    catalog.putPartitions(table.database(), table.name(), List.of(partition));
    if (!partition.values().equals(old)) {
      catalog.deletePartitions(table.database(), table.name(), List.of(old));
    }
    return NODES.objectNode();
  }

  private JsonNode get(ObjectNode request) {
    var partition = find(table(request), Members.texts(request, "PartitionValues"));
    var answer = NODES.objectNode();
    answer.set("Partition", CatalogJson.partition(partition, accountId));
    return answer;
  }

  private JsonNode getAll(ObjectNode request) {
    var table = table(request);
    var answer = NODES.objectNode();
    var found = answer.putArray("Partitions");
    for (var node : Members.array(request, "PartitionsToGet", MAX_GET)) {
      catalog
          .partition(table.database(), table.name(), Members.texts(node, "Values"))
          .ifPresent(partition -> found.add(CatalogJson.partition(partition, accountId)));
    }
    answer.putArray("UnprocessedKeys");
    return answer;
  }

  private JsonNode list(ObjectNode request) {
    var table = table(request);
    var expression = CatalogJson.text(request, "Expression");
    var filter = PartitionExpression.parse(expression, table.partitionKeys());
    var segment = Segment.of(request.path("Segment"));
    var partitions =
        catalog.partitions(table.database(), table.name()).stream()
            .filter(partition -> segment.holds(partition) && filter.test(partition.values()))
            .toList();
    var bare = request.path("ExcludeColumnSchema").asBoolean();
    return Page.of(partitions, request, MAX_PAGE)
        .answer("Partitions", partition -> json(partition, bare));
  }

  private JsonNode json(GluePartition partition, boolean withoutColumns) {
    var node = CatalogJson.partition(partition, accountId);
    if (withoutColumns && node.get("StorageDescriptor") instanceof ObjectNode storage) {
      storage.putArray("Columns");
    }
    return node;
  }

  /** A share of the partitions for one of several readers; all share them without overlap. */
  private record Segment(int number, int total) {
    static Segment of(JsonNode node) {
      if (!node.isObject()) {
        return new Segment(0, 1);
      }
      var segment =
          new Segment(node.path("SegmentNumber").asInt(), node.path("TotalSegments").asInt());
      if (segment.total < 1
          || segment.total > MAX_SEGMENTS
          || segment.number < 0
          || segment.number >= segment.total) {
        throw CatalogException.badInput("Segment " + node + " is not within 1 to 10 segments");
      }
      return segment;
    }

    boolean holds(GluePartition partition) {
      return Math.floorMod(partition.values().hashCode(), total) == number;
    }
  }

  private GlueTable table(ObjectNode request) {
    var database = Members.text(request, "DatabaseName");
    return catalog
        .table(database, Members.text(request, "TableName"))
        .orElseThrow(
            () ->
                CatalogException.notFound(
                    catalog.database(database).isEmpty()
                        ? "Database " + database + " not found."
                        : "Entity Not Found"));
  }

  private GluePartition find(GlueTable table, List<String> values) {
    return catalog
        .partition(table.database(), table.name(), values)
        .orElseThrow(() -> CatalogException.notFound("Cannot find partition."));
  }

  private static GluePartition input(GlueTable table, JsonNode node) {
    var partition = CatalogJson.partition(table.database(), table.name(), node);
    if (partition.values().size() != table.partitionKeys().size()) {
      throw CatalogException.badInput(
          "The number of partition keys do not match the number of partition values");
    }
    return partition;
  }

  private static JsonNode values(List<String> values) {
    var array = NODES.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
