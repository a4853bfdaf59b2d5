package io.ticklake.embedded.athena;

import java.time.Instant;
import java.util.Optional;

/**
 * How far an execution is: QUEUED, RUNNING, then one of SUCCEEDED, FAILED, CANCELLED.
 *
 * @param reason Athena's text, empty while there is none
 * @param started when it left the queue
 * @param completed once it is in a final state
 * @param scannedBytes of the objects it read
 */
record Progress(
    State state,
    String reason,
    Optional<Instant> started,
    Optional<Instant> completed,
    long scannedBytes,
    long planningMillis) {
  static final Progress QUEUED =
      new Progress(State.QUEUED, "", Optional.empty(), Optional.empty(), 0, 0);

  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean isFinal() {
      return this != QUEUED && this != RUNNING;
    }
  }

  Progress running(Instant now) {
    return new Progress(State.RUNNING, "", Optional.of(now), Optional.empty(), 0, 0);
  }

  Progress planned(long bytes, long millis) {
    return new Progress(state, reason, started, completed, bytes, millis);
  }

  Progress ended(State end, String why, Instant now) {
    return new Progress(end, why, started, Optional.of(now), scannedBytes, planningMillis);
  }
}
