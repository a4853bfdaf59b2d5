package io.ticklake.archive;

/** What an object of the bars zone is. */
public enum BarsFormat {
  PARQUET,
  JSON_LINES,
  CSV
}
