package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ticklake.embedded.awsapi.JsonAction;
import java.util.List;
import java.util.Map;

/** Crawlers and their runs. Schedules are stored and shown, but nothing here runs them. */
final class CrawlerActions {
  private static final int MAX_PAGE = 1000;
  private static final int MAX_METRICS = 100;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Crawlers crawlers;

  CrawlerActions(Crawlers crawlers) {
    this.crawlers = crawlers;
  }

  Map<String, JsonAction> byName() {
    return Map.of(
        "CreateCrawler", this::create,
        "UpdateCrawler", this::update,
        "DeleteCrawler", this::delete,
        "GetCrawler", this::get,
        "GetCrawlers", this::list,
        "ListCrawlers", this::names,
        "StartCrawler", this::start,
        "StopCrawler", this::stop,
        "GetCrawlerMetrics", this::metrics);
  }

  private JsonNode create(ObjectNode request) {
    Members.text(request, "Name");
    Members.text(request, "Role");
    Members.object(request, "Targets");
    // Members that only answers have.
    request.remove(List.of("LastCrawl", "CreationTime", "LastUpdated", "Version"));
    crawlers.create(CrawlerJson.read(request));
    return NODES.objectNode();
  }

  private JsonNode update(ObjectNode request) {
    request.remove(List.of("LastCrawl", "CreationTime", "LastUpdated", "Version"));
    crawlers.update(Members.text(request, "Name"), request);
    return NODES.objectNode();
  }

  private JsonNode delete(ObjectNode request) {
    crawlers.delete(Members.text(request, "Name"));
    return NODES.objectNode();
  }

  private JsonNode get(ObjectNode request) {
    var name = Members.text(request, "Name");
    var crawler =
        crawlers
            .find(name)
            .orElseThrow(
                () ->
                    CatalogException.notFound(
                        "Crawler entry with name " + name + " does not exist"));
    var answer = NODES.objectNode();
    answer.set("Crawler", json(crawler));
    return answer;
  }

  private JsonNode list(ObjectNode request) {
    return Page.of(crawlers.list(), request, MAX_PAGE).answer("Crawlers", this::json);
  }

  private JsonNode names(ObjectNode request) {
    var tags = CatalogJson.texts(request.path("Tags"));
    var names =
        crawlers.list().stream()
            .filter(crawler -> crawler.tags().entrySet().containsAll(tags.entrySet()))
            .map(Crawler::name)
            .toList();
    return Page.of(names, request, MAX_PAGE).answer("CrawlerNames", TextNode::valueOf);
  }

  private JsonNode start(ObjectNode request) {
    crawlers.start(Members.text(request, "Name"));
    return NODES.objectNode();
  }

  private JsonNode stop(ObjectNode request) {
    crawlers.stop(Members.text(request, "Name"));
    return NODES.objectNode();
  }

  private JsonNode metrics(ObjectNode request) {
    var asked =
        request.has("CrawlerNameList")
            ? Members.texts(request, "CrawlerNameList")
            : crawlers.list().stream().map(Crawler::name).toList();
    return Page.of(asked, request, MAX_METRICS).answer("CrawlerMetricsList", this::metrics);
  }

  private JsonNode metrics(String name) {
    var history = crawlers.history(name);
    return NODES
        .objectNode()
        .put("CrawlerName", name)
        .put("TimeLeftSeconds", 0.0)
        .put("StillEstimating", false)
        .put("LastRuntimeSeconds", history.lastSeconds())
        .put("MedianRuntimeSeconds", history.medianSeconds())
        .put("TablesCreated", history.last().created())
        .put("TablesUpdated", history.last().updated())
        .put("TablesDeleted", history.last().deleted());
  }

  private ObjectNode json(Crawler crawler) {
    var run = crawlers.run(crawler.name());
    return CrawlerJson.write(crawler)
        .put("State", run.map(CrawlRun::state).map(Enum::name).orElse("READY"))
        .put("CrawlElapsedTime", run.map(CrawlRun::elapsed).map(e -> e.toMillis()).orElse(0L));
  }
}
