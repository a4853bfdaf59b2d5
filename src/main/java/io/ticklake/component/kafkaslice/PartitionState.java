package io.ticklake.component.kafkaslice;

import java.time.Instant;

/**
 * What a partition's claimed slice is doing. Whether records are taken meanwhile is {@link
 * Intake}'s matter.
 *
 * <pre>
 *   assigned
 *      │
 *      ▼      position known              slice sealed
 *  Recovering ───────────────►  Ready  ────────────────►  Shipping
 *    │   ▲ ▲                     │ ▲                       │  │  ▲
 *    │   │ │ intake broke off    │ │   landed, committed   │  │  │
 *    │   │ └─────────────────────┤ └───────────────────────┘  │  │
 *    │   │                       │                            │  │
 *    │   └── due ─┐              │ record can neither be      │  │
 *    ▼            │              ▼ archived nor set aside     ▼  │
 *  Delayed(Recovering)         Halted             Delayed(Shipping)
 * </pre>
 *
 * A foreign claim leads from Shipping to Recovering. Revocation ends it in any state.
 */
sealed interface PartitionState {
  /** Asking Kafka and the ledger where to go on. */
  record Recovering() implements PartitionState {}

  /** Position known, no slice under way. */
  record Ready() implements PartitionState {}

  /** One slice is being claimed and put. */
  record Shipping(SealedSlice slice) implements PartitionState {}

  /**
   * Failed, tried again at {@code until}.
   *
   * @param next what is tried: {@link Recovering} or {@link Shipping}
   * @param reason what failed
   */
  record Delayed(PartitionState next, Instant until, String reason) implements PartitionState {}

  /**
   * Stays as it is until the route is restarted: a human has to act.
   *
   * @param reason what is the matter and what to do
   */
  record Halted(String reason) implements PartitionState {}
}
