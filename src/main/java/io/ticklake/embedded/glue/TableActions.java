package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.awsapi.JsonAction;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tables and views of the catalogue. */
final class TableActions {
  private static final int MAX_PAGE = 100;

  private final Catalog catalog;
  private final String accountId;

  TableActions(Catalog catalog, String accountId) {
    this.catalog = catalog;
    this.accountId = accountId;
  }

  Map<String, JsonAction> byName() {
    return Map.of(
        "CreateTable", this::create,
        "UpdateTable", this::update,
        "DeleteTable", this::delete,
        "GetTable", this::get,
        "GetTables", this::list);
  }

  private JsonNode create(ObjectNode request) {
    catalog.createTable(input(request));
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode update(ObjectNode request) {
    var table = input(request);
    var old = find(table.database(), table.name());
    String version = CatalogJson.text(request, "VersionId");
    if (!version.isEmpty() && !version.equals(Long.toString(old.version()))) {
      throw CatalogException.concurrent("Update table failed due to concurrent modifications.");
    }
    catalog.putTable(table.stamped(old.createdBy(), old.createTime(), old.updateTime(), 0));
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode delete(ObjectNode request) {
    var name = Members.text(request, "Name");
    catalog.deleteTable(Members.text(request, "DatabaseName"), name);
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode get(ObjectNode request) {
    var table = find(Members.text(request, "DatabaseName"), Members.text(request, "Name"));
    var node = JsonNodeFactory.instance.objectNode();
    node.set("Table", CatalogJson.table(table, accountId));
    return node;
  }

  private JsonNode list(ObjectNode request) {
    var database = Members.text(request, "DatabaseName");
    requireDatabase(database);
    var names = names(CatalogJson.text(request, "Expression"));
    var tables =
        catalog.tables(database).stream()
            .filter(table -> names.matcher(table.name()).matches())
            .toList();
    return Page.of(tables, request, MAX_PAGE)
        .answer("TableList", table -> CatalogJson.table(table, accountId));
  }

  private static Pattern names(String expression) {
    try {
      // Hive's: a lone star stands for anything, as it does in SHOW TABLES.
      return Pattern.compile(
          expression.isEmpty() || expression.equals("*") ? ".*" : expression,
          Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw CatalogException.badInput(
          "Expression '" + expression + "' is not a regular expression: " + e.getDescription());
    }
  }

  private static GlueTable input(ObjectNode request) {
    var input = Members.object(request, "TableInput");
    Members.text(input, "Name");
    return CatalogJson.table(Members.text(request, "DatabaseName"), input);
  }

  private GlueTable find(String database, String name) {
    requireDatabase(database);
    return catalog
        .table(database, name)
        .orElseThrow(() -> CatalogException.notFound("Entity Not Found"));
  }

  private void requireDatabase(String name) {
    if (catalog.database(name).isEmpty()) {
      throw CatalogException.notFound("Database " + name + " not found.");
    }
  }
}
