package io.ticklake.embedded.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GlueTable;
import java.util.List;

/** The catalogue through Athena's own actions. One page each. */
final class CatalogActions {
  private static final String NAME = "AwsDataCatalog";

  private final Catalog catalog;

  CatalogActions(Catalog catalog) {
    this.catalog = catalog;
  }

  JsonNode list() {
    var reply = JsonNodeFactory.instance.objectNode();
    reply.putArray("DataCatalogsSummary").addObject().put("CatalogName", NAME).put("Type", "GLUE");
    return reply;
  }

  JsonNode get(ObjectNode request) throws AwsError {
    String name = new Members(request).required("Name");
    if (!name.equalsIgnoreCase(NAME)) {
      throw AthenaErrors.invalidInput("DataCatalog " + name + " was not found");
    }
    var reply = JsonNodeFactory.instance.objectNode();
    reply.putObject("DataCatalog").put("Name", NAME).put("Type", "GLUE");
    return reply;
  }

  JsonNode databases() {
    var reply = JsonNodeFactory.instance.objectNode();
    var list = reply.putArray("DatabaseList");
    catalog.databases().forEach(database -> list.addObject().put("Name", database.name()));
    return reply;
  }

  JsonNode database(ObjectNode request) throws AwsError {
    String name = known(request);
    var reply = JsonNodeFactory.instance.objectNode();
    reply.putObject("Database").put("Name", name);
    return reply;
  }

  JsonNode tables(ObjectNode request) throws AwsError {
    var reply = JsonNodeFactory.instance.objectNode();
    var list = reply.putArray("TableMetadataList");
    catalog.tables(known(request)).forEach(table -> describe(list.addObject(), table));
    return reply;
  }

  JsonNode table(ObjectNode request) throws AwsError {
    String name = new Members(request).required("TableName");
    var table = catalog.table(known(request), name);
    if (table.isEmpty()) {
      throw notFound("Table " + name + " not found.");
    }
    var reply = JsonNodeFactory.instance.objectNode();
    describe(reply.putObject("TableMetadata"), table.get());
    return reply;
  }

  private String known(ObjectNode request) throws AwsError {
    String name = new Members(request).required("DatabaseName");
    if (catalog.database(name).isEmpty()) {
      throw notFound("Database " + name + " not found.");
    }
    return name;
  }

  private static AwsError notFound(String message) {
    return AwsError.badRequest("MetadataException", message);
  }

  private static void describe(ObjectNode json, GlueTable table) {
    json.put("Name", table.name()).put("TableType", table.tableType());
    json.put("CreateTime", WorkGroups.seconds(table.createTime()));
    columns(json.putArray("Columns"), table.columns());
    columns(json.putArray("PartitionKeys"), table.partitionKeys());
    var parameters = json.putObject("Parameters");
    table.parameters().forEach(parameters::put);
  }

  private static void columns(ArrayNode array, List<GlueColumn> columns) {
    columns.forEach(c -> array.addObject().put("Name", c.name()).put("Type", c.type()));
  }
}
