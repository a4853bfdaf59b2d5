package io.ticklake.embedded.glue.crawl;

import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import java.util.List;

/**
 * An include path.
 *
 * @param prefix a folder or one object; a slash at its end makes no difference
 * @param exclusions globs relative to the include path
 * @param sampleSize objects that are read in each leaf folder; 0 reads all
 */
public record CrawlTarget(String bucket, String prefix, List<String> exclusions, int sampleSize) {
  public CrawlTarget {
    exclusions = List.copyOf(exclusions);
  }

  /**
   * From {@code s3://bucket/folder/}.
   *
   * @throws IllegalArgumentException if the path is none of S3
   */
  public static CrawlTarget of(String path, List<String> exclusions, int sampleSize) {
    if (!path.startsWith("s3://") || path.length() == "s3://".length()) {
      throw new IllegalArgumentException(
          "'" + path + "' is not an S3 path such as s3://bucket/folder/");
    }
    var slash = path.indexOf('/', "s3://".length());
    var bucket =
        slash < 0 ? path.substring("s3://".length()) : path.substring("s3://".length(), slash);
    var prefix = slash < 0 ? "" : path.substring(slash + 1);
    return new CrawlTarget(bucket, prefix, exclusions, sampleSize);
  }

  /** The prefix as a folder: with a slash at its end, or empty. */
  String folder() {
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  /**
   * Whether the crawler looks at this object: below the path, not excluded, not empty, and no part
   * of its key below the path begins with {@code _} or {@code .}, which Athena hides too (what Glue
   * does with those is not documented).
   */
  boolean includes(StoredObject object, List<Exclusion> excluded) {
    if (object.size() == 0) {
      return false;
    }
    if (object.key().equals(prefix)) {
      return true;
    }
    if (!object.key().startsWith(folder())) {
      return false;
    }
    var relative = object.key().substring(folder().length());
    for (var part : relative.split("/", -1)) {
      if (part.startsWith("_") || part.startsWith(".")) {
        return false;
      }
    }
    return excluded.stream().noneMatch(exclusion -> exclusion.matches(relative));
  }
}
