package io.ticklake.component.kafkaslice;

import org.apache.kafka.common.Uuid;

/** What an upload thread tells the poll thread about the one thing it was asked to do. */
sealed interface Outcome {
  /** Recovery knows where to go on. */
  record Recovered(long position, Uuid topicId) implements Outcome {}

  /** Every object is durable and the route has come to its end without a failure. */
  record Landed(SliceLedger.Claim claim) implements Outcome {}

  /** Another member has extended the chain. */
  record Foreign() implements Outcome {}

  /** To be tried again as it is. */
  record Failed(String reason) implements Outcome {}

  /** The slice is of no use any more: its records have to be read again. */
  record Broken(String reason) implements Outcome {}
}
