package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedServer;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.JsonAction;
import io.ticklake.embedded.awsapi.JsonRpcServer;
import io.ticklake.embedded.awsapi.JsonService;
import io.ticklake.embedded.storage.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;

/**
 * Glue's Data Catalog and crawlers on loopback. Not built: schedules (stored, not run),
 * classifiers, targets other than S3, jobs, connections; their actions are refused by name.
 */
public final class GlueServer implements EmbeddedServer {
  /** What keeps each of the lake's tables one table with one schema. */
  private static final String ONE_SCHEMA =
      """
      {"Version":1.0,"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"},\
      "Tables":{"AddOrUpdateBehavior":"MergeNewColumns"}},\
      "Grouping":{"TableGroupingPolicy":"CombineCompatibleSchemas"}}""";

  private final Catalog catalog;
  private final Crawlers crawlers;
  private final JsonRpcServer http;

  private GlueServer(Catalog catalog, Crawlers crawlers, JsonRpcServer http) {
    this.catalog = catalog;
    this.crawlers = crawlers;
    this.http = http;
  }

  /**
   * Starts on a free port.
   *
   * @param catalog shared with the embedded Athena; stays open when this server closes
   * @param store what the crawlers read
   * @throws IOException if stored crawlers cannot be read; the message names the file
   */
  public static GlueServer start(
      GlueSettings settings, Catalog catalog, ObjectStore store, AccessKey key) throws IOException {
    var account = settings.accountId();
    var crawlers =
        Crawlers.open(
            settings.dataDir().resolve("crawlers"), catalog, store, settings.timing(), account);
    var actions = new HashMap<String, JsonAction>();
    actions.putAll(new DatabaseActions(catalog, account).byName());
    actions.putAll(new TableActions(catalog, account).byName());
    actions.putAll(new PartitionActions(catalog, account).byName());
    actions.putAll(new CrawlerActions(crawlers).byName());
    actions.replaceAll((name, action) -> refusing(action));
    return new GlueServer(catalog, crawlers, JsonRpcServer.start(JsonService.GLUE, actions, key));
  }

  /**
   * Makes the database and a crawler over these paths, if they are absent; gives an existing
   * crawler these paths, database and role, if it has others. New crawlers only add columns, let
   * partitions inherit from their table and combine folders, so that the lake's tables keep one
   * schema.
   *
   * @param s3Paths {@code s3://bucket/folder/}, one a table
   */
  public void provision(String database, String crawler, String role, List<String> s3Paths) {
    if (catalog.database(database).isEmpty()) {
      catalog.createDatabase(GlueDatabase.named(database));
    }
    var wanted = definition(database, crawler, role, s3Paths);
    var existing = crawlers.find(crawler);
    if (existing.isEmpty()) {
      wanted
          .put("Configuration", ONE_SCHEMA)
          .putObject("SchemaChangePolicy")
          .put("UpdateBehavior", "UPDATE_IN_DATABASE")
          .put("DeleteBehavior", "LOG");
      crawlers.create(CrawlerJson.read(wanted));
    } else if (differs(existing.get(), CrawlerJson.read(wanted))) {
      crawlers.update(crawler, wanted);
    }
  }

  private static ObjectNode definition(
      String database, String crawler, String role, List<String> s3Paths) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("Name", crawler).put("Role", role).put("DatabaseName", database);
    var targets = node.putObject("Targets").putArray("S3Targets");
    s3Paths.forEach(path -> targets.addObject().put("Path", path));
    return node;
  }

  private static boolean differs(Crawler old, Crawler wanted) {
    return !old.targets().equals(wanted.targets())
        || !old.database().equals(wanted.database())
        || !old.role().equals(wanted.role());
  }

  @Override
  public String address() {
    return http.address();
  }

  @Override
  public void close() {
    http.close();
    crawlers.close();
  }

  private static JsonAction refusing(JsonAction action) {
    return request -> {
      try {
        return action.handle(request);
      } catch (CatalogException e) {
        throw AwsError.badRequest(e.code(), String.valueOf(e.getMessage()));
      }
    };
  }
}
