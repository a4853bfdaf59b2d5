package io.ticklake.embedded.glue;

import io.ticklake.embedded.glue.crawl.CrawlTarget;
import java.util.List;

/**
 * An include path of a crawler.
 *
 * @param path {@code s3://bucket/folder/}
 * @param exclusions globs relative to the path
 * @param sampleSize objects read in each leaf folder, 1 to 249; 0 if unset, which reads all
 */
record S3Target(String path, List<String> exclusions, int sampleSize) {
  S3Target {
    exclusions = List.copyOf(exclusions);
  }

  CrawlTarget crawlTarget() {
    return CrawlTarget.of(path, exclusions, sampleSize);
  }
}
