package io.ticklake.embedded.glue.crawl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables at a level of the path that the crawler's configuration fixes. */
final class TableLevel {
  private TableLevel() {}

  /**
   * One table for each folder of that level, over the leaf folders of its commonest kind and depth;
   * leaf folders that differ, or lie above the level, are tables of their own.
   */
  static List<Candidate> tables(List<Crawlable> objects, int tableLevel) {
    var byFolder = new TreeMap<String, List<Crawlable>>();
    for (var object : objects) {
      byFolder.computeIfAbsent(object.folder(), folder -> new ArrayList<>()).add(object);
    }
    var byRoot = new TreeMap<String, List<Candidate>>();
    byFolder.forEach(
        (folder, content) -> {
          var leaves = new Folder(folder);
          content.forEach(leaves::add);
          var options = new CrawlOptions(CrawlOptions.Schemas.COMBINE_COMPATIBLE, 0);
          byRoot
              .computeIfAbsent(root(folder, tableLevel - 1), root -> new ArrayList<>())
              .addAll(leaves.tables(options));
        });
    var tables = new ArrayList<Candidate>();
    byRoot.forEach((root, leaves) -> tables.addAll(combine(root, leaves)));
    return tables;
  }

  private static String root(String folder, int folders) {
    var end = 0;
    for (var i = 0; i < folders && end < folder.length(); i++) {
      end = folder.indexOf('/', end) + 1;
    }
    return folder.substring(0, end);
  }

  private record Shape(Kind kind, List<String> keys) {}

  private static List<Candidate> combine(String root, List<Candidate> leaves) {
    var folders =
        leaves.stream().filter(leaf -> leaf.root().isEmpty() || leaf.root().endsWith("/")).toList();
    if (folders.isEmpty()) {
      return leaves;
    }
    var shapes = new LinkedHashMap<Shape, List<LeafFolder>>();
    for (var leaf : folders) {
      var shape = new Shape(leaf.kind(), keys(root, leaf.root()));
      shapes.computeIfAbsent(shape, key -> new ArrayList<>()).addAll(leaf.leaves());
    }
    var tables = new ArrayList<Candidate>();
    var commonest =
        shapes.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.size(), b.size())))
            .orElseThrow();
    tables.add(new Candidate(root, commonest.getKey().keys(), commonest.getValue()));
    leaves.stream()
        .filter(leaf -> !commonest.getValue().contains(leaf.leaves().get(0)))
        .forEach(tables::add);
    return tables;
  }

  private static List<String> keys(String root, String leaf) {
    var keys = new ArrayList<String>();
    for (var slash = leaf.indexOf('/', root.length());
        slash >= 0;
        slash = leaf.indexOf('/', slash + 1)) {
      keys.add(FolderName.of(leaf.substring(0, slash + 1)).key());
    }
    return keys;
  }
}
