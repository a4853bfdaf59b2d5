package io.ticklake.bench;

import java.util.Map;

/**
 * What one run of one contender gave.
 *
 * @param seconds from the first fetch to all offsets committed
 * @param cpuSeconds of the contender's process in that time
 * @param peakBytes resident, from its start
 * @param requests to the object store by kind, from its start
 */
record RunResult(
    String contender,
    Coding coding,
    int latency,
    long records,
    double seconds,
    double cpuSeconds,
    long peakBytes,
    long objects,
    long storedBytes,
    Map<String, Long> requests) {
  RunResult {
    requests = Map.copyOf(requests);
  }

  double perSecond() {
    return records / seconds;
  }

  double cpuPerMillion() {
    return cpuSeconds / records * 1e6;
  }
}
