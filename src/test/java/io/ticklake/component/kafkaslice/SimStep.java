package io.ticklake.component.kafkaslice;

/** Where a simulated process can be interrupted: every request to the world around it. */
enum SimStep {
  POLL,
  COMMIT,
  DEAD_LETTER,
  CLAIM,
  PUT,
  NOTIFY,
  /** Any question to the store or to Kafka. */
  ASK;

  /** Whether the request can travel on when its sender has given it up. */
  boolean canBeLate() {
    return this == CLAIM || this == PUT || this == COMMIT;
  }
}
