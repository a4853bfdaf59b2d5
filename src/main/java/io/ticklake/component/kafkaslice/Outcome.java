package io.ticklake.component.kafkaslice;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

/** What an upload thread tells the poll thread about the one thing it was asked to do. */
sealed interface Outcome {
  /**
   * Recovery knows where to go on.
   *
   * @param commit of the slice that it has completed, if it had to
   */
  record Recovered(long position, Uuid topicId, Optional<OffsetAndMetadata> commit)
      implements Outcome {
    static Recovered at(long position, Uuid topicId) {
      return new Recovered(position, topicId, Optional.empty());
    }

    Recovered withCommit(OffsetAndMetadata offset) {
      return new Recovered(position, topicId, Optional.of(offset));
    }
  }

  /** Every object is durable and the route has come to its end without a failure. */
  record Landed(Slice slice, OffsetAndMetadata commit) implements Outcome {}

  /**
   * The chain was extended by another member, or the topic created anew: find the position again.
   */
  record Overtaken(String reason) implements Outcome {}

  /** To be tried again as it is. */
  record Failed(String reason) implements Outcome {}

  /** What is held is of no use any more: the position is looked for and records are read again. */
  record Broken(String reason) implements Outcome {}
}
