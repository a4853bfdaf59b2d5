package io.ticklake.embedded.glue.crawl;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A folder of the tree below an include path, filled once and then grouped to tables. */
final class Folder {
  private final String path;
  private final TreeMap<String, Folder> folders = new TreeMap<>();
  private final List<Crawlable> objects = new ArrayList<>();

  Folder(String path) {
    this.path = path;
  }

  /** Adds an object somewhere below this folder. */
  void add(Crawlable object) {
    var slash = object.object().key().indexOf('/', path.length());
    if (slash < 0) {
      objects.add(object);
      return;
    }
    var child = object.object().key().substring(0, slash + 1);
    folders.computeIfAbsent(child, Folder::new).add(object);
  }

  /**
   * The tables at and below this folder. Folders that agree become partitions of one table here if
   * they hold more than 70 % of the objects; a single folder does so only when it is named {@code
   * key=value}. Everything else stays a table of its own.
   */
  List<Candidate> tables(CrawlOptions options) {
    var tables = new ArrayList<>(ownTables());
    var below = new ArrayList<Candidate>();
    folders.values().forEach(folder -> below.addAll(folder.tables(options)));
    if (tables.isEmpty()) {
      var partitions = partitions(below, options);
      if (!partitions.isEmpty()) {
        tables.add(Candidate.combine(path, partitions));
        below.removeAll(partitions);
      }
    }
    tables.addAll(below);
    return tables;
  }

  /** Objects of too many kinds are a table each. */
  private List<Candidate> ownTables() {
    if (objects.isEmpty()) {
      return List.of();
    }
    var whole = LeafFolder.of(path, objects);
    if (whole.isPresent()) {
      return List.of(Candidate.of(whole.get()));
    }
    return objects.stream()
        .map(object -> LeafFolder.of(object.object().key(), List.of(object)).orElseThrow())
        .map(Candidate::of)
        .toList();
  }

  private List<Candidate> partitions(List<Candidate> below, CrawlOptions options) {
    List<Candidate> largest = List.of();
    var all = below.stream().mapToLong(Candidate::objects).sum();
    for (var first : below) {
      if (folders.containsKey(first.root()) && !largest.contains(first)) {
        var agreeing = agreeing(first, below, options);
        largest = objects(agreeing) > objects(largest) ? agreeing : largest;
      }
    }
    var named = !largest.isEmpty() && !FolderName.of(largest.get(0).root()).key().isEmpty();
    var enough = LeafFolder.isMajority(objects(largest), all) && (named || largest.size() > 1);
    return enough ? largest : List.of();
  }

  private List<Candidate> agreeing(Candidate first, List<Candidate> below, CrawlOptions options) {
    return below.stream()
        .filter(other -> folders.containsKey(other.root()) && first.fits(other, options))
        .toList();
  }

  private static long objects(List<Candidate> candidates) {
    return candidates.stream().mapToLong(Candidate::objects).sum();
  }
}
