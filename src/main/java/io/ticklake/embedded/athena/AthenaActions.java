package io.ticklake.embedded.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.JsonAction;
import io.ticklake.embedded.glue.Catalog;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The actions that are offered, by name. */
final class AthenaActions {
  /** Of the public service model, for ListQueryExecutions and BatchGetQueryExecution. */
  private static final int MAX_LISTED = 50;

  private final Executions executions;
  private final ExecutionJson json;
  private final Map<String, JsonAction> actions = new HashMap<>();

  AthenaActions(AthenaSettings settings, Executions executions, Catalog catalog, Clock clock) {
    this.executions = executions;
    this.json = new ExecutionJson(clock);
    var groups = new WorkGroups(settings, clock.instant());
    var catalogs = new CatalogActions(catalog);
    actions.put("StartQueryExecution", new StartQuery(settings, executions, catalog, clock));
    actions.put("GetQueryExecution", this::get);
    actions.put("BatchGetQueryExecution", this::batchGet);
    actions.put("GetQueryResults", new GetResults(executions));
    actions.put("StopQueryExecution", this::stop);
    actions.put("ListQueryExecutions", this::list);
    actions.put("GetWorkGroup", groups::get);
    actions.put("ListWorkGroups", request -> groups.list());
    actions.put("ListDataCatalogs", request -> catalogs.list());
    actions.put("GetDataCatalog", catalogs::get);
    actions.put("ListDatabases", request -> catalogs.databases());
    actions.put("GetDatabase", catalogs::database);
    actions.put("ListTableMetadata", catalogs::tables);
    actions.put("GetTableMetadata", catalogs::table);
  }

  Map<String, JsonAction> byName() {
    return Map.copyOf(actions);
  }

  static Execution find(Executions executions, String id) throws AwsError {
    var found = executions.find(id);
    if (found.isEmpty()) {
      throw AthenaErrors.invalidInput("QueryExecution " + id + " was not found");
    }
    return found.get();
  }

  private JsonNode get(ObjectNode request) throws AwsError {
    String id = new Members(request).required("QueryExecutionId");
    return JsonNodeFactory.instance
        .objectNode()
        .set("QueryExecution", json.write(find(executions, id)));
  }

  private JsonNode batchGet(ObjectNode request) throws AwsError {
    List<String> ids = new Members(request).texts("QueryExecutionIds");
    if (ids.isEmpty()) {
      throw AthenaErrors.missing("queryExecutionIds");
    }
    var reply = JsonNodeFactory.instance.objectNode();
    var found = reply.putArray("QueryExecutions");
    var missing = reply.putArray("UnprocessedQueryExecutionIds");
    for (String id : ids) {
      executions
          .find(id)
          .ifPresentOrElse(
              execution -> found.add(json.write(execution)),
              () ->
                  missing
                      .addObject()
                      .put("QueryExecutionId", id)
                      .put("ErrorCode", "INVALID_INPUT")
                      .put("ErrorMessage", "QueryExecution " + id + " was not found"));
    }
    return reply;
  }

  private JsonNode stop(ObjectNode request) throws AwsError {
    executions.stop(find(executions, new Members(request).required("QueryExecutionId")));
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode list(ObjectNode request) throws AwsError {
    var members = new Members(request);
    WorkGroups.check(members.text("WorkGroup").orElse(WorkGroups.PRIMARY));
    int max = members.number("MaxResults", MAX_LISTED);
    if (max < 1 || max > MAX_LISTED) {
      throw AthenaErrors.invalidInput("MaxResults must be between 1 and " + MAX_LISTED);
    }
    List<String> ids = executions.ids();
    // The token is the last id of the page before; new executions do not shift the pages.
    int from = members.text("NextToken").map(ids::indexOf).orElse(-1) + 1;
    List<String> page = ids.subList(from, Math.min(ids.size(), from + max));
    var reply = JsonNodeFactory.instance.objectNode();
    var array = reply.putArray("QueryExecutionIds");
    page.forEach(array::add);
    if (from + max < ids.size()) {
      reply.put("NextToken", page.get(page.size() - 1));
    }
    return reply;
  }
}
