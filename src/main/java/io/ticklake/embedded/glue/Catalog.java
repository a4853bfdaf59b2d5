package io.ticklake.embedded.glue;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Data Catalog: databases, tables, views and partitions, kept in memory and, one file a
 * database and a table, on disk. Names are found in any case. All methods may be called on any
 * thread and hold this object's lock while they write; what they return is immutable. Disk errors
 * are {@link java.io.UncheckedIOException}.
 *
 * <p>On disk: {@code <dir>/databases/<name>.json} and {@code <dir>/tables/<database>/<name>.json},
 * each replaced whole.
 */
public final class Catalog {
  /** Of tables that the endpoint writes to disk; the API says the account instead. */
  private static final String NO_CATALOG_ID = "";

  private final Path dir;
  private final Clock clock;
  private final TreeMap<String, GlueDatabase> databases = new TreeMap<>();
  private final TreeMap<String, TreeMap<String, TableEntry>> tables = new TreeMap<>();

  private Catalog(Path dir, Clock clock) {
    this.dir = dir;
    this.clock = clock;
  }

  /**
   * Opens the catalogue below this directory, which is created when absent.
   *
   * @throws IOException if it cannot be read; the message names the file
   */
  public static Catalog open(Path dir) throws IOException {
    return open(dir, Clock.systemUTC());
  }

  static Catalog open(Path dir, Clock clock) throws IOException {
    Files.createDirectories(dir);
    var catalog = new Catalog(dir, clock);
    catalog.load();
    return catalog;
  }

  public synchronized List<GlueDatabase> databases() {
    return List.copyOf(databases.values());
  }

  public synchronized Optional<GlueDatabase> database(String name) {
    return Optional.ofNullable(databases.get(name.toLowerCase(ROOT)));
  }

  /** Tables and views by name; none if there is no such database. */
  public synchronized List<GlueTable> tables(String database) {
    return entries(database).values().stream().map(TableEntry::table).toList();
  }

  public synchronized Optional<GlueTable> table(String database, String name) {
    return Optional.ofNullable(entry(database, name)).map(TableEntry::table);
  }

  /** Partitions by their values; none if there is no such table. */
  public synchronized List<GluePartition> partitions(String database, String table) {
    var entry = entry(database, table);
    return entry == null ? List.of() : entry.partitions();
  }

  public synchronized Optional<GluePartition> partition(
      String database, String table, List<String> values) {
    return Optional.ofNullable(entry(database, table)).flatMap(entry -> entry.partition(values));
  }

  /**
   * Creates a database and stamps its time.
   *
   * @throws CatalogException AlreadyExistsException
   */
  public synchronized void createDatabase(GlueDatabase database) {
    if (databases.containsKey(database.name())) {
      throw CatalogException.exists("Database already exists.");
    }
    var stamped =
        new GlueDatabase(
            database.name(),
            database.description(),
            database.locationUri(),
            database.parameters(),
            now());
    JsonFiles.write(databaseFile(stamped.name()), CatalogJson.database(stamped, NO_CATALOG_ID));
    databases.put(stamped.name(), stamped);
  }

  /**
   * Deletes the database with all its tables.
   *
   * @throws CatalogException EntityNotFoundException
   */
  public synchronized void deleteDatabase(String name) {
    var key = requireDatabase(name);
    // The database's file last: after a crash in between it can be deleted again.
    for (var table : tables(key)) {
      deleteTable(key, table.name());
    }
    JsonFiles.delete(databaseFile(key));
    databases.remove(key);
  }

  /**
   * Creates a table or view.
   *
   * @throws CatalogException AlreadyExistsException, or EntityNotFoundException of the database
   */
  public synchronized GlueTable createTable(GlueTable table) {
    requireDatabase(table.database());
    if (entry(table.database(), table.name()) != null) {
      throw CatalogException.exists("Table already exists.");
    }
    return putTable(table);
  }

  /**
   * Creates or replaces the table; a replaced one keeps its partitions and creation time and gets
   * the next version.
   *
   * @return as stored
   * @throws CatalogException EntityNotFoundException of the database
   */
  public synchronized GlueTable putTable(GlueTable table) {
    requireDatabase(table.database());
    var old = entry(table.database(), table.name());
    var now = now();
    if (old == null) {
      store(TableEntry.of(table.stamped(table.createdBy(), now, now, 0)));
    } else {
      var was = old.table();
      store(old.with(table.stamped(was.createdBy(), was.createTime(), now, was.version() + 1)));
    }
    return table(table.database(), table.name()).orElseThrow();
  }

  /**
   * Deletes a table with its partitions, or a view.
   *
   * @throws CatalogException EntityNotFoundException
   */
  public synchronized void deleteTable(String database, String name) {
    var entry = requireTable(database, name);
    JsonFiles.delete(tableFile(entry.table()));
    entries(database).remove(entry.table().name());
  }

  /**
   * Creates or replaces partitions of one table; replaced ones keep their creation time.
   *
   * @throws CatalogException EntityNotFoundException of the table
   */
  public synchronized void putPartitions(
      String database, String table, List<GluePartition> partitions) {
    var entry = requireTable(database, table);
    if (!partitions.isEmpty()) {
      store(entry.withPartitions(partitions, now()));
    }
  }

  /**
   * Creates those partitions of one table that are not there yet.
   *
   * @return values of those that were there already and are unchanged
   * @throws CatalogException EntityNotFoundException of the table
   */
  public synchronized List<List<String>> createPartitions(
      String database, String table, List<GluePartition> partitions) {
    var entry = requireTable(database, table);
    var fresh = new TreeMap<List<String>, GluePartition>(TableEntry.BY_VALUES);
    var refused = new ArrayList<List<String>>();
    for (var partition : partitions) {
      if (entry.partition(partition.values()).isPresent()
          || fresh.putIfAbsent(partition.values(), partition) != null) {
        refused.add(partition.values());
      }
    }
    putPartitions(database, table, List.copyOf(fresh.values()));
    return refused;
  }

  /**
   * Forgets partitions; unknown values are passed over.
   *
   * @throws CatalogException EntityNotFoundException of the table
   */
  public synchronized void deletePartitions(
      String database, String table, List<List<String>> values) {
    store(requireTable(database, table).without(values));
  }

  private void load() throws IOException {
    for (var file : JsonFiles.documents(dir.resolve("databases"))) {
      var database = CatalogJson.database(JsonFiles.read(file));
      databases.put(database.name(), database);
      for (var tableFile : JsonFiles.documents(tableDir(database.name()))) {
        var entry = TableEntry.read(database.name(), JsonFiles.read(tableFile));
        entries(database.name()).put(entry.table().name(), entry);
      }
    }
  }

  private void store(TableEntry entry) {
    JsonFiles.write(tableFile(entry.table()), entry.write());
    entries(entry.table().database()).put(entry.table().name(), entry);
  }

  private Map<String, TableEntry> entries(String database) {
    return tables.computeIfAbsent(database.toLowerCase(ROOT), key -> new TreeMap<>());
  }

  private @Nullable TableEntry entry(String database, String table) {
    return entries(database).get(table.toLowerCase(ROOT));
  }

  private String requireDatabase(String name) {
    return database(name)
        .orElseThrow(() -> CatalogException.notFound("Database " + name + " not found."))
        .name();
  }

  private TableEntry requireTable(String database, String name) {
    requireDatabase(database);
    var entry = entry(database, name);
    if (entry == null) {
      throw CatalogException.notFound("Entity Not Found");
    }
    return entry;
  }

  /** As precise as it is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Path databaseFile(String name) {
    return JsonFiles.file(dir.resolve("databases"), name);
  }

  private Path tableDir(String database) {
    return JsonFiles.directory(dir.resolve("tables"), database);
  }

  private Path tableFile(GlueTable table) {
    return JsonFiles.file(tableDir(table.database()), table.name());
  }
}
