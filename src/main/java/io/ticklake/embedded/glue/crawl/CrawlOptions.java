package io.ticklake.embedded.glue.crawl;

/**
 * How folders become tables.
 *
 * @param schemas whether folders of differing schemas may share a table
 * @param tableLevel where tables are rooted, counted from the bucket, which is 1; 0 lets the
 *     crawler find out
 */
public record CrawlOptions(Schemas schemas, int tableLevel) {
  /** {@code Grouping.TableGroupingPolicy}. */
  public enum Schemas {
    MUST_BE_SIMILAR,
    COMBINE_COMPATIBLE
  }
}
