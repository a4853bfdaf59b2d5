package io.ticklake.catalog;

import io.ticklake.model.Event;
import io.ticklake.model.Landings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what an update has changed in the catalogue, in one line: what is new or other than after
 * the update before. After a start every table is news.
 */
final class CatalogNews {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogNews.class);
  // A line of the log, not a list: the first few say which days they are.
  private static final int NAMED = 5;
  private static final String PARTITIONS = "addedPartitions";
  // A name may be 255 characters long.
  private static final int LONGEST_NAME = 80;

  private final Landings landings;
  private final Consumer<Event> events;
  private Map<String, TableState> known = Map.of();

  CatalogNews(Landings landings, Consumer<Event> events) {
    this.landings = landings;
    this.events = events;
  }

  /** Reports the tables that the database has after an update. */
  synchronized void report(CatalogRun run, List<TableState> tables) {
    if (!tables.isEmpty()) {
      landings.catalogued();
    }
    Map<String, TableState> before = known;
    known = new TreeMap<>();
    tables.forEach(table -> known.put(table.name(), table));
    Changes changes = changes(before);
    if (run.failures().isEmpty()) {
      events.accept(new Event.CatalogUpdated(run.took(), changes.count(PARTITIONS)));
    }
    // A table that cannot be is tried at every tick: only what the others bring is news then.
    boolean news = run.failures().isEmpty() || !changes.byKind.isEmpty();
    LoggingEventBuilder line =
        LOG.atLevel(news ? Level.INFO : Level.DEBUG)
            .addKeyValue("by", run.by())
            .addKeyValue("tables", tables.size())
            .addKeyValue("partitions", tables.stream().mapToInt(t -> t.partitions().size()).sum())
            .addKeyValue("tookMs", run.took().toMillis());
    for (Map.Entry<String, List<String>> change : changes.byKind.entrySet()) {
      line = line.addKeyValue(change.getKey(), names(change.getValue()));
    }
    line.log("catalogue updated");
  }

  private Changes changes(Map<String, TableState> before) {
    Changes changes = new Changes();
    for (TableState now : known.values()) {
      TableState was = before.get(now.name());
      if (was == null) {
        changes.add("addedTables", "", List.of(now.name()));
        was = TableState.nothing(now.name());
      }
      changes.add("addedColumns", now.name() + ".", now.columnsNotIn(was));
      changes.add("changedColumns", now.name() + ".", now.columnsOfOtherTypeIn(was));
      changes.add("removedColumns", now.name() + ".", was.columnsNotIn(now));
      changes.add(PARTITIONS, now.name() + "/", now.partitionsWithout(was));
      changes.add("removedPartitions", now.name() + "/", was.partitionsWithout(now));
    }
    before.keySet().stream()
        .filter(name -> !known.containsKey(name))
        .forEach(name -> changes.add("removedTables", "", List.of(name)));
    return changes;
  }

  private static String names(List<String> names) {
    List<String> shown = new ArrayList<>();
    for (String name : names.subList(0, Math.min(NAMED, names.size()))) {
      shown.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name);
    }
    if (names.size() > NAMED) {
      shown.add("and " + (names.size() - NAMED) + " more");
    }
    return String.join(", ", shown);
  }

  private static final class Changes {
    private final Map<String, List<String>> byKind = new TreeMap<>();

    int count(String kind) {
      return byKind.getOrDefault(kind, List.of()).size();
    }

    void add(String kind, String prefix, List<String> names) {
      for (String name : names) {
        byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(prefix + name);
      }
    }
  }
}
