package io.ticklake.embedded.glue;

import io.ticklake.embedded.glue.SchemaChanges.Delete;
import io.ticklake.embedded.glue.SchemaChanges.Update;
import io.ticklake.embedded.glue.crawl.FoundTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what one crawl found into the catalogue, as the crawler's policies say. */
final class CatalogUpdate {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogUpdate.class);

  private static final String DEPRECATED = "DEPRECATED_BY_CRAWLER";
  private static final String CRAWLER = "UPDATED_BY_CRAWLER";
  private static final String RUN = "CRAWL_RUN_ID";

  /** Crawlers write it at partitions, which carry no crawler's name. */
  private static final String BY_A_CRAWLER = "CrawlerSchemaSerializerVersion";

  private final Catalog catalog;
  private final Crawler crawler;
  private final CrawlerConfiguration configuration;
  private final String runId;
  private final String createdBy;
  private final Clock clock;

  CatalogUpdate(Catalog catalog, Crawler crawler, String runId, String createdBy, Clock clock) {
    this.catalog = catalog;
    this.crawler = crawler;
    this.configuration = crawler.configuration();
    this.runId = runId;
    this.createdBy = createdBy;
    this.clock = clock;
  }

  /**
   * Creates, updates and retires tables and partitions.
   *
   * @throws CatalogException if the database is missing or more tables were found than allowed;
   *     nothing is written then
   */
  CrawlCounts apply(List<FoundTable> found) {
    if (catalog.database(crawler.database()).isEmpty()) {
      throw CatalogException.notFound(
          "Database does not exist or principal is not authorized to create tables. (Database name: "
              + crawler.database()
              + ")");
    }
    var threshold = configuration.tableThreshold();
    if (threshold > 0 && found.size() > threshold) {
      throw CatalogException.badInput(
          "The number of tables (%d) exceeds the TableThreshold (%d)"
              .formatted(found.size(), threshold));
    }
    var names = new TableNames(catalog, crawler);
    var counts = CrawlCounts.NOTHING;
    var kept = new HashSet<String>();
    for (var table : found) {
      var crawled = new CrawledTable(crawler.database(), names.name(table), table, crawler, runId);
      kept.add(crawled.name());
      counts = counts.plus(put(crawled));
    }
    return counts.plus(retireTables(kept));
  }

  private CrawlCounts put(CrawledTable crawled) {
    warnOfDuplicates(crawled);
    var fresh = crawled.table();
    var old = catalog.table(crawler.database(), crawled.name());
    if (old.isEmpty()) {
      var created =
          catalog.putTable(
              fresh.stamped(createdBy, fresh.createTime(), fresh.updateTime(), fresh.version()));
      return new CrawlCounts(1, 0, 0, putPartitions(created, crawled));
    }
    var updated = updated(old.get(), fresh);
    var changed = !sameButRun(updated, old.get());
    var table = changed ? catalog.putTable(updated) : old.get();
    return new CrawlCounts(0, changed ? 1 : 0, 0, putPartitions(table, crawled));
  }

  private GlueTable updated(GlueTable old, GlueTable fresh) {
    if (configuration.mergeNewColumns()) {
      return sameKind(old, fresh) ? merged(old, fresh) : deprecated(old);
    }
    if (crawler.effectiveChanges().update() == Update.LOG) {
      return old;
    }
    return old.with(fresh.storage(), fresh.partitionKeys(), fresh.parameters());
  }

  private static boolean sameKind(GlueTable old, GlueTable fresh) {
    return List.of("classification", "compressionType", "delimiter").stream()
        .allMatch(key -> text(old, key).equals(text(fresh, key)));
  }

  private static String text(GlueTable table, String parameter) {
    return table.parameters().getOrDefault(parameter, "");
  }

  private static GlueTable merged(GlueTable old, GlueTable fresh) {
    var parameters = new HashMap<>(old.parameters());
    parameters.putAll(fresh.parameters());
    parameters.remove(DEPRECATED);
    var storage =
        old.storage()
            .withColumns(NewColumns.add(old.columns(), fresh.columns()))
            .withSerde(mergedSerde(old.storage().serde(), fresh.storage().serde()))
            .withParameters(parameters);
    return old.with(storage, old.partitionKeys(), parameters);
  }

  /** The JSON SerDe lists the top-level keys. */
  private static GlueSerde mergedSerde(GlueSerde old, GlueSerde fresh) {
    var paths = fresh.parameters().get("paths");
    if (paths == null) {
      return old;
    }
    var before = old.parameters().getOrDefault("paths", paths);
    var all =
        Stream.of(before, paths)
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    var parameters = new HashMap<>(old.parameters());
    parameters.put("paths", all);
    return new GlueSerde(old.name(), old.library(), parameters);
  }

  private GlueTable deprecated(GlueTable table) {
    if (table.parameters().containsKey(DEPRECATED)) {
      return table;
    }
    var parameters = new HashMap<>(table.parameters());
    parameters.put(DEPRECATED, Long.toString(clock.millis()));
    return table.with(table.storage(), table.partitionKeys(), parameters);
  }

  private static boolean sameButRun(GlueTable a, GlueTable b) {
    return withoutRun(a).equals(withoutRun(b));
  }

  private static GlueTable withoutRun(GlueTable table) {
    return table.with(
        table.storage().withParameters(withoutRun(table.storage().parameters())),
        table.partitionKeys(),
        withoutRun(table.parameters()));
  }

  private static Map<String, String> withoutRun(Map<String, String> parameters) {
    var rest = new HashMap<>(parameters);
    rest.remove(RUN);
    return rest;
  }

  private int putPartitions(GlueTable table, CrawledTable crawled) {
    if (table.partitionKeys().size() != crawled.found().keys().size()) {
      LOG.atWarn()
          .addKeyValue("table", table.name())
          .addKeyValue("keys", table.partitionKeys().size())
          .addKeyValue("folders", crawled.found().keys().size())
          .log("partitions passed over: the table has another number of partition keys");
      return 0;
    }
    var rewrite =
        configuration.inheritFromTable() || crawler.effectiveChanges().update() != Update.LOG;
    var changed = new ArrayList<GluePartition>();
    for (var found : crawled.partitions()) {
      var fresh = configuration.inheritFromTable() ? inherited(table, found) : found;
      var old = catalog.partition(table.database(), table.name(), fresh.values());
      var differs =
          old.map(before -> !fresh.createdAt(before.creationTime()).equals(before)).orElse(true);
      if (old.isEmpty() || (rewrite && differs)) {
        changed.add(fresh);
      }
    }
    catalog.putPartitions(table.database(), table.name(), changed);
    retirePartitions(table, crawled);
    return changed.size();
  }

  private static GluePartition inherited(GlueTable table, GluePartition found) {
    var storage =
        table.storage().withLocation(found.location()).withParameters(found.storage().parameters());
    return new GluePartition(
        found.database(),
        found.table(),
        found.values(),
        storage,
        found.parameters(),
        found.creationTime());
  }

  /** Deprecation is for tables; partitions are deleted or left alone. */
  private void retirePartitions(GlueTable table, CrawledTable crawled) {
    if (crawler.effectiveChanges().delete() != Delete.DELETE_FROM_DATABASE) {
      return;
    }
    Set<List<String>> there =
        crawled.partitions().stream().map(GluePartition::values).collect(Collectors.toSet());
    var gone =
        catalog.partitions(table.database(), table.name()).stream()
            .filter(partition -> partition.parameters().containsKey(BY_A_CRAWLER))
            .map(GluePartition::values)
            .filter(values -> !there.contains(values))
            .toList();
    if (!gone.isEmpty()) {
      catalog.deletePartitions(table.database(), table.name(), gone);
    }
  }

  private CrawlCounts retireTables(Set<String> kept) {
    var changed = 0;
    var deleted = 0;
    for (var table : catalog.tables(crawler.database())) {
      if (kept.contains(table.name()) || !text(table, CRAWLER).equals(crawler.name())) {
        continue;
      }
      switch (crawler.effectiveChanges().delete()) {
        case LOG -> {}
        case DELETE_FROM_DATABASE -> {
          catalog.deleteTable(table.database(), table.name());
          deleted++;
        }
        case DEPRECATE_IN_DATABASE -> {
          if (!text(table, DEPRECATED).isEmpty()) {
            continue;
          }
          catalog.putTable(deprecated(table));
          changed++;
        }
      }
    }
    return new CrawlCounts(0, changed, deleted, 0);
  }

  private static void warnOfDuplicates(CrawledTable crawled) {
    var table = crawled.table();
    var keys = table.partitionKeys().stream().map(GlueColumn::name).collect(Collectors.toSet());
    table.columns().stream()
        .map(GlueColumn::name)
        .filter(keys::contains)
        .forEach(
            column ->
                LOG.atWarn()
                    .addKeyValue("table", table.name())
                    .addKeyValue("column", column)
                    .log("column is a partition key too; Athena refuses such a table"));
  }
}
