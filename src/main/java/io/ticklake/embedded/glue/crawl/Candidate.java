package io.ticklake.embedded.glue.crawl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A table in the making.
 *
 * @param root the folder's key with its slash, empty for the bucket, or one object's key
 * @param keys of each level below the root the name in {@code name=value}, empty if there is none
 */
record Candidate(String root, List<String> keys, List<LeafFolder> leaves) {
  /** How much of the smaller schema the other must have too; Glue does not say its own figure. */
  private static final double SIMILAR = 0.7;

  static Candidate of(LeafFolder leaf) {
    return new Candidate(leaf.path(), List.of(), List.of(leaf));
  }

  Kind kind() {
    return leaves.get(0).kind();
  }

  List<Field> fields() {
    List<Field> fields = List.of();
    for (var leaf : leaves) {
      fields = Merge.fields(fields, leaf.fields());
    }
    return fields;
  }

  long objects() {
    return leaves.stream().mapToLong(leaf -> leaf.stats().objects()).sum();
  }

  /** Whether both may be partitions of one table, their own folders being the first key. */
  boolean fits(Candidate other, CrawlOptions options) {
    return kind().equals(other.kind())
        && keys.equals(other.keys)
        && FolderName.of(root).key().equals(FolderName.of(other.root).key())
        && (options.schemas() == CrawlOptions.Schemas.COMBINE_COMPATIBLE
            || similar(fields(), other.fields()));
  }

  private static boolean similar(List<Field> a, List<Field> b) {
    var names = new HashSet<String>();
    a.forEach(field -> names.add(field.name()));
    var common = b.stream().filter(field -> names.contains(field.name())).count();
    return common >= SIMILAR * Math.min(a.size(), b.size());
  }

  /** The table of the parent folder, with these as its partitions. */
  static Candidate combine(String parent, List<Candidate> parts) {
    var keys = new ArrayList<String>();
    keys.add(FolderName.of(parts.get(0).root()).key());
    keys.addAll(parts.get(0).keys());
    var leaves = parts.stream().flatMap(part -> part.leaves().stream()).toList();
    return new Candidate(parent, keys, leaves);
  }

  FoundTable table(String bucket) {
    var names = keyNames();
    var partitions = new ArrayList<FoundPartition>();
    var stats = ObjectStats.NOTHING;
    for (var leaf : leaves) {
      stats = stats.plus(leaf.stats());
      if (!names.isEmpty()) {
        partitions.add(new FoundPartition(values(leaf), leaf.path(), leaf.fields(), leaf.stats()));
      }
    }
    var header = leaves.stream().anyMatch(LeafFolder::csvHeader);
    return new FoundTable(
        bucket,
        root,
        kind().classification(),
        kind().compression(),
        new CsvShape(kind().delimiter(), header),
        fields(),
        names,
        partitions,
        stats);
  }

  private List<String> keyNames() {
    var names = new ArrayList<String>();
    var unnamed = 0;
    for (var key : keys) {
      names.add(key.isEmpty() ? "partition_" + unnamed++ : key);
    }
    return names;
  }

  private List<String> values(LeafFolder leaf) {
    var values = new ArrayList<String>();
    for (var slash = leaf.path().indexOf('/', root.length());
        slash >= 0;
        slash = leaf.path().indexOf('/', slash + 1)) {
      values.add(FolderName.of(leaf.path().substring(0, slash + 1)).value());
    }
    return values;
  }
}
