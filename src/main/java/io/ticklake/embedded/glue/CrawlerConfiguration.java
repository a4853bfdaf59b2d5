package io.ticklake.embedded.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ticklake.embedded.glue.crawl.CrawlOptions;
import io.ticklake.embedded.glue.crawl.CrawlOptions.Schemas;

/**
 * What the JSON text in a crawler's {@code Configuration} says.
 *
 * @param mergeNewColumns tables only gain columns
 * @param inheritFromTable partitions take columns and formats of their table
 * @param tableThreshold more tables fail the crawl; 0 is no limit
 */
record CrawlerConfiguration(
    boolean mergeNewColumns,
    boolean inheritFromTable,
    boolean partitionIndex,
    int tableThreshold,
    CrawlOptions grouping) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads it; an empty text says nothing.
   *
   * @throws CatalogException InvalidInputException
   */
  static CrawlerConfiguration parse(String text) {
    var node = read(text);
    var output = node.path("CrawlerOutput");
    var tables = output.path("Tables");
    var grouping = node.path("Grouping");
    var level = grouping.path("TableLevelConfiguration");
    var threshold = tables.path("TableThreshold");
    return new CrawlerConfiguration(
        is(tables.path("AddOrUpdateBehavior"), "MergeNewColumns"),
        is(output.path("Partitions").path("AddOrUpdateBehavior"), "InheritFromTable"),
        node.path("CreatePartitionIndex").asBoolean(),
        positive(threshold, "TableThreshold"),
        new CrawlOptions(
            is(grouping.path("TableGroupingPolicy"), "CombineCompatibleSchemas")
                ? Schemas.COMBINE_COMPATIBLE
                : Schemas.MUST_BE_SIMILAR,
            positive(level, "TableLevelConfiguration")));
  }

  private static JsonNode read(String text) {
    if (text.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      var node = JSON.readTree(text);
      if (!node.isObject() || node.path("Version").asDouble() != 1.0) {
        throw CatalogException.badInput(
            "Configuration must be a JSON object with \"Version\":1.0, not '" + text + "'");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw CatalogException.badInput(
          "Configuration is not JSON: " + e.getOriginalMessage() + " in '" + text + "'");
    }
  }

  private static boolean is(JsonNode node, String only) {
    if (node.isMissingNode()) {
      return false;
    }
    if (!node.asText().equals(only)) {
      throw CatalogException.badInput(
          "Configuration: '" + node.asText() + "' is not known here, only '" + only + "'");
    }
    return true;
  }

  private static int positive(JsonNode node, String name) {
    if (node.isMissingNode()) {
      return 0;
    }
    if (!node.canConvertToInt() || node.asInt() < 1) {
      throw CatalogException.badInput(
          "Configuration: " + name + " must be a positive integer, not '" + node.asText() + "'");
    }
    return node.asInt();
  }
}
