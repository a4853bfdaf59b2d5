package io.ticklake.embedded.glue;

/** What a crawl did to the catalogue. */
record CrawlCounts(int created, int updated, int deleted, int partitions) {
  static final CrawlCounts NOTHING = new CrawlCounts(0, 0, 0, 0);

  CrawlCounts plus(CrawlCounts other) {
    return new CrawlCounts(
        created + other.created,
        updated + other.updated,
        deleted + other.deleted,
        partitions + other.partitions);
  }
}
