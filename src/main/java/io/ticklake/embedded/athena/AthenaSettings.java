package io.ticklake.embedded.athena;

import java.nio.file.Path;

/**
 * What the embedded Athena may use, and its workgroup {@code primary}.
 *
 * @param dataDir where executions, result pages and what does not fit into memory are kept
 * @param outputLocation of results when a query names none, {@code s3://bucket/folder/}; empty for
 *     none
 * @param enforceOutput whether the workgroup's location replaces the query's silently
 * @param scanLimitBytes above it a query is cancelled; 0 for no limit
 * @param concurrentQueries more wait in state QUEUED
 * @param memoryPerQuery in DuckDB's form, such as {@code 256MB}
 */
public record AthenaSettings(
    Path dataDir,
    String outputLocation,
    boolean enforceOutput,
    long scanLimitBytes,
    int concurrentQueries,
    String memoryPerQuery) {
  /** Two queries at once, 256 MB each, no limit of bytes, the query's own output location first. */
  public static AthenaSettings of(Path dataDir, String outputLocation) {
    return new AthenaSettings(dataDir, outputLocation, false, 0, 2, "256MB");
  }
}
