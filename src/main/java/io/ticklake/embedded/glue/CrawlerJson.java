package io.ticklake.embedded.glue;

import static io.ticklake.embedded.glue.CatalogJson.instant;
import static io.ticklake.embedded.glue.CatalogJson.putText;
import static io.ticklake.embedded.glue.CatalogJson.seconds;
import static io.ticklake.embedded.glue.CatalogJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Crawlers in the JSON of Glue's API, which is also the form on disk. Reading takes requests as
 * well as what was written, and refuses what Glue refuses and what only Glue can do.
 */
final class CrawlerJson {
  /** Present and empty in every answer; asking for one of them is refused. */
  private static final List<String> OTHER_TARGETS =
      List.of(
          "JdbcTargets",
          "MongoDBTargets",
          "DynamoDBTargets",
          "CatalogTargets",
          "DeltaTargets",
          "IcebergTargets",
          "HudiTargets");

  private static final int MAX_SAMPLE = 249;

  private CrawlerJson() {}

  /** Without State and CrawlElapsedTime, which belong to the run. */
  static ObjectNode write(Crawler crawler) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("Name", crawler.name()).put("Role", crawler.role());
    node.set("Targets", targets(crawler.targets()));
    putText(node, "DatabaseName", crawler.database());
    putText(node, "Description", crawler.description());
    node.putArray("Classifiers");
    node.putObject("RecrawlPolicy").put("RecrawlBehavior", crawler.recrawl());
    node.putObject("SchemaChangePolicy")
        .put("UpdateBehavior", crawler.changes().update().name())
        .put("DeleteBehavior", crawler.changes().delete().name());
    node.putObject("LineageConfiguration").put("CrawlerLineageSettings", "DISABLE");
    putText(node, "TablePrefix", crawler.tablePrefix());
    if (!crawler.schedule().isEmpty()) {
      node.putObject("Schedule")
          .put("ScheduleExpression", crawler.schedule())
          .put("State", "SCHEDULED");
    }
    node.put("CreationTime", seconds(crawler.created()));
    node.put("LastUpdated", seconds(crawler.updated()));
    crawler.lastCrawl().ifPresent(crawl -> node.set("LastCrawl", lastCrawl(crawler, crawl)));
    node.put("Version", crawler.version());
    putText(node, "Configuration", crawler.configurationText());
    node.putObject("LakeFormationConfiguration")
        .put("UseLakeFormationCredentials", false)
        .put("AccountId", "");
    return node;
  }

  /**
   * A crawler from CreateCrawler's members or from disk.
   *
   * @throws CatalogException InvalidInputException
   */
  static Crawler read(JsonNode node) {
    if (!node.path("Classifiers").isEmpty()) {
      throw CatalogException.notFound(
          "Classifier " + node.path("Classifiers").path(0).asText() + " not found.");
    }
    var crawler =
        new Crawler(
            text(node, "Name"),
            text(node, "Role"),
            text(node, "DatabaseName"),
            text(node, "Description"),
            targets(node.path("Targets")),
            text(node, "TablePrefix"),
            schedule(node.path("Schedule")),
            changes(node.path("SchemaChangePolicy")),
            recrawl(node.path("RecrawlPolicy")),
            text(node, "Configuration"),
            CatalogJson.texts(node.path("Tags")),
            instant(node.path("CreationTime")),
            instant(node.path("LastUpdated")),
            node.path("Version").asLong(),
            lastCrawl(node.path("LastCrawl")));
    var unused = crawler.configuration();
    return crawler;
  }

  private static ObjectNode targets(List<S3Target> targets) {
    var node = JsonNodeFactory.instance.objectNode();
    var array = node.putArray("S3Targets");
    for (var target : targets) {
      var item = array.addObject().put("Path", target.path());
      var exclusions = item.putArray("Exclusions");
      target.exclusions().forEach(exclusions::add);
      if (target.sampleSize() > 0) {
        item.put("SampleSize", target.sampleSize());
      }
    }
    OTHER_TARGETS.forEach(node::putArray);
    return node;
  }

  private static List<S3Target> targets(JsonNode node) {
    for (var other : OTHER_TARGETS) {
      if (!node.path(other).isEmpty()) {
        throw CatalogException.badInput(
            "The embedded crawler reads S3Targets only, not " + other + ".");
      }
    }
    var targets = new ArrayList<S3Target>();
    for (var item : node.path("S3Targets")) {
      var exclusions = new ArrayList<String>();
      item.path("Exclusions").forEach(glob -> exclusions.add(glob.asText()));
      targets.add(new S3Target(path(item), exclusions, sampleSize(item.path("SampleSize"))));
    }
    if (targets.isEmpty()) {
      throw CatalogException.badInput("Please specify at least one target.");
    }
    return targets;
  }

  private static String path(JsonNode item) {
    var path = text(item, "Path");
    // Clients and consoles leave the scheme out; Glue adds it.
    var full = path.contains("://") ? path : "s3://" + path;
    try {
      var unused = new S3Target(full, List.of(), 0).crawlTarget();
      return full;
    } catch (IllegalArgumentException e) {
      throw CatalogException.badInput("S3Targets: " + e.getMessage());
    }
  }

  private static int sampleSize(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    if (node.asInt() < 1 || node.asInt() > MAX_SAMPLE) {
      throw CatalogException.badInput(
          "SampleSize must be between 1 and 249, not '" + node.asText() + "'");
    }
    return node.asInt();
  }

  private static String schedule(JsonNode node) {
    return node.isObject() ? text(node, "ScheduleExpression") : node.asText("");
  }

  private static SchemaChanges changes(JsonNode node) {
    return new SchemaChanges(
        choice(node, "UpdateBehavior", SchemaChanges.DEFAULT.update()),
        choice(node, "DeleteBehavior", SchemaChanges.DEFAULT.delete()));
  }

  private static <E extends Enum<E>> E choice(JsonNode node, String member, E standard) {
    var text = text(node, member);
    if (text.isEmpty()) {
      return standard;
    }
    var all = standard.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(value -> value.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                CatalogException.badInput(
                    member + " '" + text + "' is none of " + Arrays.toString(all)));
  }

  private static String recrawl(JsonNode node) {
    var behavior = text(node, "RecrawlBehavior");
    return switch (behavior) {
      case "" -> Crawler.EVERYTHING;
      case Crawler.EVERYTHING, Crawler.NEW_FOLDERS_ONLY -> behavior;
      default ->
          throw CatalogException.badInput(
              "RecrawlBehavior '%s' is not built here, only %s and %s"
                  .formatted(behavior, Crawler.EVERYTHING, Crawler.NEW_FOLDERS_ONLY));
    };
  }

  private static ObjectNode lastCrawl(Crawler crawler, LastCrawl crawl) {
    var node = JsonNodeFactory.instance.objectNode().put("Status", crawl.status().name());
    putText(node, "ErrorMessage", crawl.error());
    return node.put("LogGroup", "/aws-glue/crawlers")
        .put("LogStream", crawler.name())
        .put("MessagePrefix", crawl.runId())
        .put("StartTime", seconds(crawl.start()));
  }

  private static Optional<LastCrawl> lastCrawl(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new LastCrawl(
            LastCrawl.Status.valueOf(text(node, "Status")),
            text(node, "ErrorMessage"),
            text(node, "MessagePrefix"),
            instant(node.path("StartTime"))));
  }
}
