package io.ticklake.component.kafkaslice;

/** Where a consumer group without a committed offset begins. */
public enum StartFrom {
  /** The oldest record that Kafka still has: nothing is left out. */
  EARLIEST,
  /** The next record to be written. */
  LATEST
}
