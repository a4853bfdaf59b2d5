package io.ticklake.component.aws2glue;

/**
 * What the producer can do. The names are those of the Glue API, but for {@link #waitForCrawler}.
 */
public enum Glue2Operations {
  startCrawler,
  stopCrawler,
  getCrawler,
  waitForCrawler,
  listTables,
  getTable,
  getPartitions,
  batchCreatePartition
}
