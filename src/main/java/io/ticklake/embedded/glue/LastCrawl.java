package io.ticklake.embedded.glue;

import java.time.Instant;

/**
 * How a crawler's last run ended.
 *
 * @param error empty if it succeeded
 * @param runId a uuid, Glue's {@code MessagePrefix}
 */
record LastCrawl(Status status, String error, String runId, Instant start) {
  enum Status {
    SUCCEEDED,
    CANCELLED,
    FAILED
  }
}
