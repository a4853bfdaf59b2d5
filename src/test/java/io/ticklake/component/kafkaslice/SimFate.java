package io.ticklake.component.kafkaslice;

/** What becomes of one request of a simulated process. */
enum SimFate {
  /** It is done. */
  DONE,
  /** Nothing is done, and the process is told so. */
  REFUSED,
  /** It is done, and the process hears of a timeout. */
  ANSWER_LOST,
  /** The process hears of a timeout; it is done at some later time. */
  ON_THE_WIRE,
  /** The process dies before. */
  KILLED,
  /** The process dies after. */
  KILLED_AFTER,
  /** The process dies, and it is done at some later time. */
  KILLED_ON_THE_WIRE;

  /** Whether the world changes now. */
  boolean happensNow() {
    return this == DONE || this == ANSWER_LOST || this == KILLED_AFTER;
  }

  boolean happensLater() {
    return this == ON_THE_WIRE || this == KILLED_ON_THE_WIRE;
  }

  boolean kills() {
    return this == KILLED || this == KILLED_AFTER || this == KILLED_ON_THE_WIRE;
  }
}
