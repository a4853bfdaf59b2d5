package io.ticklake.component.kafkaslice;

/** What may go wrong in a simulated history. */
enum SimEvent {
  REFUSAL,
  LOST_ANSWER,
  LATE_EFFECT,
  KILL,
  KILL_AFTER_EFFECT,
  KILL_WITH_LATE_EFFECT,
  /** The partition is taken away in order, and comes back. */
  REVOKED,
  /** The partition is lost, and comes back. */
  LOST,
  /** The route is stopped in order. */
  STOP,
  APPEND,
  RETENTION,
  /** An operator sets the group's offset. */
  OFFSET_SET,
  OFFSET_EXPIRED,
  RECREATED,
  RECREATED_WITH_STALE_OFFSET,
  /** The route's layout and format are edited. */
  EDIT
}
