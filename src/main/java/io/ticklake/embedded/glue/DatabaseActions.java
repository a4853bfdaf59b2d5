package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.awsapi.JsonAction;
import java.util.Map;

/** Databases of the catalogue. */
final class DatabaseActions {
  private static final int MAX_PAGE = 100;

  private final Catalog catalog;
  private final String accountId;

  DatabaseActions(Catalog catalog, String accountId) {
    this.catalog = catalog;
    this.accountId = accountId;
  }

  Map<String, JsonAction> byName() {
    return Map.of(
        "CreateDatabase", this::create,
        "GetDatabase", this::get,
        "GetDatabases", this::list,
        "DeleteDatabase", this::delete);
  }

  private JsonNode create(ObjectNode request) {
    var input = Members.object(request, "DatabaseInput");
    Members.text(input, "Name");
    catalog.createDatabase(CatalogJson.database(input));
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode get(ObjectNode request) {
    var name = Members.text(request, "Name");
    var database =
        catalog
            .database(name)
            .orElseThrow(() -> CatalogException.notFound("Database " + name + " not found."));
    var node = JsonNodeFactory.instance.objectNode();
    node.set("Database", CatalogJson.database(database, accountId));
    return node;
  }

  private JsonNode list(ObjectNode request) {
    return Page.of(catalog.databases(), request, MAX_PAGE)
        .answer("DatabaseList", database -> CatalogJson.database(database, accountId));
  }

  private JsonNode delete(ObjectNode request) {
    catalog.deleteDatabase(Members.text(request, "Name"));
    return JsonNodeFactory.instance.objectNode();
  }
}
