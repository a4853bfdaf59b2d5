package io.ticklake.catalog;

import io.ticklake.catalog.ObjectShape.Kind;
import io.ticklake.component.kafkaslice.LedgerEntry.EntryLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as the ledger's entries want it.
 *
 * @param location of all objects, with a slash at the end
 * @param keys names of the partition keys
 * @param columns Glue's types by name
 * @param partitions locations by values, in order
 */
record LakeTable(
    String name,
    String location,
    List<String> keys,
    Kind kind,
    Map<String, String> columns,
    Map<List<String>, String> partitions) {

  /**
   * The table of what landed.
   *
   * @throws TableDiffers when objects of two kinds would lie in it
   */
  static LakeTable of(String archive, Landed landed, Lake lake) {
    LandedLayout layout = null;
    Kind kind = null;
    Map<String, String> columns = new LinkedHashMap<>();
    for (EntryLayout each : landed.layouts) {
      ObjectShape shape = lake.shapes().of(each.format(), archive);
      layout = same(archive, "layout", layout, LandedLayout.of(each.path()));
      kind = same(archive, "format", kind, shape.kind());
      shape.columns().forEach(columns::putIfAbsent);
    }
    if (layout == null || kind == null) {
      throw new IllegalArgumentException("Nothing landed of archive '" + archive + "'");
    }
    String bucket = "s3://" + lake.bucket() + "/";
    Map<List<String>, String> partitions = new LinkedHashMap<>();
    for (String folder : landed.folders) {
      partitions.put(layout.values(folder), bucket + folder);
    }
    return new LakeTable(archive, bucket + layout.root(), layout.keys(), kind, columns, partitions);
  }

  private static <T> T same(String table, String what, @Nullable T before, T now) {
    if (before != null && !before.equals(now)) {
      throw new TableDiffers(table, what, before, now);
    }
    return now;
  }

  /** The values of one key, in order, each once. */
  List<String> values(int key) {
    return partitions.keySet().stream().map(v -> v.get(key)).distinct().sorted().toList();
  }

  /** The path of a partition with the keys' names in place of values. */
  String template() {
    List<String> folders = new ArrayList<>();
    String first = partitions.values().iterator().next().substring(location.length());
    String[] names = first.split("/", -1);
    for (int i = 0; i < keys.size(); i++) {
      int equal = names[i].indexOf('=');
      folders.add(names[i].substring(0, equal + 1) + "${" + keys.get(i) + "}");
    }
    return location + String.join("/", folders) + "/";
  }
}
