package io.ticklake.embedded.glue.crawl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with objects, or one object that stands for itself.
 *
 * @param path the folder's key with its slash, or the object's key
 */
record LeafFolder(
    String path, Kind kind, boolean csvHeader, List<Field> fields, ObjectStats stats) {
  /** A majority as Glue's guide has it; what else lies in the folder is part of it then. */
  private static final double MAJORITY = 0.7;

  /** The folder as a whole, if more than 70 % of its objects are of one kind. */
  static Optional<LeafFolder> of(String path, List<Crawlable> objects) {
    var kinds = new LinkedHashMap<Kind, Long>();
    objects.forEach(object -> kinds.merge(object.sample().kind(), 1L, Long::sum));
    return kinds.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(kind -> isMajority(kind.getValue(), objects.size()))
        .map(kind -> of(path, kind.getKey(), objects));
  }

  static boolean isMajority(long part, long all) {
    return part > all * MAJORITY;
  }

  private static LeafFolder of(String path, Kind kind, List<Crawlable> objects) {
    List<Field> fields = List.of();
    var header = false;
    var stats = ObjectStats.NOTHING;
    for (var object : objects) {
      stats = stats.plus(ObjectStats.of(object));
      if (object.sample().kind().equals(kind)) {
        fields = Merge.fields(fields, object.sample().fields());
        header |= object.sample().csv().header();
      }
    }
    return new LeafFolder(path, kind, header, fields, stats);
  }
}
