package io.ticklake.bench.ingest;

/**
 * What one run of one contender gave.
 *
 * @param seconds from the first request to the last acknowledged record
 * @param cpuSeconds of the contender's process in that time
 * @param peakBytes resident, from its start
 * @param requests that the server saw
 */
record IngestResult(
    String contender,
    PageKind kind,
    int pages,
    long bars,
    double seconds,
    double cpuSeconds,
    long peakBytes,
    long requests) {
  double barsPerSecond() {
    return bars / seconds;
  }

  double pagesPerSecond() {
    return pages / seconds;
  }

  double cpuPerMillion() {
    return cpuSeconds / bars * 1e6;
  }
}
