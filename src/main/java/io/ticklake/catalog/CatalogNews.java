package io.ticklake.catalog;

import io.ticklake.component.aws2glue.CrawlOutcome;
import io.ticklake.model.Landings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what a crawl has changed in the catalogue: a line for the crawl, and one for each table that
 * is new or other than after the crawl before. After a start every table is news.
 */
final class CatalogNews {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogNews.class);
  // A line of the log, not a list: the first few say which days they are.
  private static final int NAMED = 5;

  private final Landings landings;
  private Map<String, TableState> known = Map.of();

  CatalogNews(Landings landings) {
    this.landings = landings;
  }

  /** Reports the tables that the database has after a crawl. */
  synchronized void report(CrawlOutcome crawl, List<TableState> tables) {
    if (!tables.isEmpty()) {
      landings.catalogued();
    }
    LOG.atInfo()
        .addKeyValue("crawler", crawl.crawler())
        .addKeyValue("tables", tables.size())
        .addKeyValue("partitions", tables.stream().mapToInt(t -> t.partitions().size()).sum())
        .addKeyValue("tookMs", crawl.took().toMillis())
        .log("crawl finished");
    Map<String, TableState> before = known;
    known = new TreeMap<>();
    for (TableState table : tables) {
      known.put(table.name(), table);
      TableState earlier = before.get(table.name());
      if (earlier == null) {
        found(table);
      } else if (!earlier.equals(table)) {
        changed(earlier, table);
      }
    }
    before.keySet().stream().filter(name -> !known.containsKey(name)).forEach(CatalogNews::gone);
  }

  private static void found(TableState table) {
    LOG.atInfo()
        .addKeyValue("table", table.name())
        .addKeyValue("columns", String.join(", ", table.columns()))
        .addKeyValue("partitions", table.partitions().size())
        .log("table found");
  }

  private static void changed(TableState before, TableState now) {
    LoggingEventBuilder line = LOG.atInfo().addKeyValue("table", now.name());
    line = with(line, "addedColumns", now.columnsWithout(before));
    line = with(line, "removedColumns", before.columnsWithout(now));
    line = with(line, "addedPartitions", now.partitionsWithout(before));
    line = with(line, "removedPartitions", before.partitionsWithout(now));
    line.log("table changed");
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, String key, List<String> names) {
    if (names.isEmpty()) {
      return line;
    }
    List<String> shown = new ArrayList<>(names.subList(0, Math.min(NAMED, names.size())));
    if (names.size() > NAMED) {
      shown.add("and " + (names.size() - NAMED) + " more");
    }
    return line.addKeyValue(key, String.join(", ", shown));
  }

  private static void gone(String table) {
    LOG.atInfo().addKeyValue("table", table).log("table gone");
  }
}
