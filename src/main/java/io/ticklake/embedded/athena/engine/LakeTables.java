package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.TableScan;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.GlueTable;
import io.ticklake.embedded.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the tables of one query before a DuckDB: finds their objects and describes them as views.
 */
public final class LakeTables {
  private final Catalog catalog;
  private final LakeObjects objects;

  public LakeTables(Catalog catalog, ObjectStore store) {
    this.catalog = catalog;
    this.objects = new LakeObjects(store);
  }

  /**
   * Makes the views that the scans name, then locks the DuckDB to their files.
   *
   * @return bytes that the query will read: stored bytes of JSON and CSV objects, and of Parquet
   *     ones the compressed bytes of the columns it names, from their footers
   * @throws QueryFailure in Athena's words
   * @throws IOException if the lake cannot be read
   */
  public long provide(DuckDb duck, List<TableScan> scans) throws IOException {
    var files = new ArrayList<Path>();
    long bytes = 0;
    try {
      for (TableScan scan : scans) {
        GlueTable table =
            catalog
                .table(scan.table().database(), scan.table().name())
                .orElseThrow(() -> new IOException("Table vanished: " + scan.table().name()));
        List<LakeFile> read = objects.of(table, partitions(duck, scan, table));
        read.forEach(file -> files.add(file.path()));
        TableReader reader = TableReader.of(table, scan, read);
        duck.execute("CREATE TEMP VIEW " + scan.view() + " AS " + reader.view(duck));
        bytes += reader.bytes(duck);
      }
      duck.lock(files);
      return bytes;
    } catch (SQLException e) {
      throw new EngineErrors().failure(e);
    }
  }

  private List<Partition> partitions(DuckDb duck, TableScan scan, GlueTable table)
      throws SQLException {
    if (table.partitionKeys().isEmpty()) {
      return List.of(new Partition(List.of(), table.location()));
    }
    List<Partition> all =
        Projection.isOn(table)
            ? new Projection(table, Clock.systemUTC()).partitions()
            : registered(table);
    return new PartitionPruning(scan).matching(duck, all);
  }

  private List<Partition> registered(GlueTable table) {
    return catalog.partitions(table.database(), table.name()).stream()
        .map(p -> new Partition(p.values(), p.location()))
        .toList();
  }

  /** A partition's values and folder; an unpartitioned table is one without values. */
  record Partition(List<String> values, String location) {}
}
