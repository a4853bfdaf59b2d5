package io.ticklake.component.kafkaslice;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

/**
 * What a commit's metadata says: {@code ks1;<topicId>;<claim>}. A commit is a hint only, except
 * that one which names the tail's claim proves the tail complete; an operator's reset cannot.
 *
 * @param offset the committed offset
 * @param topicId of the topic that was read, unless somebody else has committed
 * @param claim of the slice that ends there
 */
public record CommitMark(long offset, Optional<Uuid> topicId, String claim) {
  private static final String VERSION = "ks1";

  /** What is committed once a slice is durable and notified. */
  public static OffsetAndMetadata of(long offset, Uuid topicId, String claim) {
    return new OffsetAndMetadata(offset, VERSION + ";" + topicId + ";" + claim);
  }

  /** Takes any commit apart. */
  public static CommitMark read(OffsetAndMetadata commit) {
    String[] parts = commit.metadata().split(";", -1);
    if (parts.length == 3 && parts[0].equals(VERSION)) {
      try {
        return new CommitMark(commit.offset(), Optional.of(Uuid.fromString(parts[1])), parts[2]);
      } catch (IllegalArgumentException e) {
        return plain(commit);
      }
    }
    return plain(commit);
  }

  private static CommitMark plain(OffsetAndMetadata commit) {
    return new CommitMark(commit.offset(), Optional.empty(), "");
  }

  /** Set by somebody else: another program, or an operator. */
  public boolean isPlain() {
    return topicId.isEmpty();
  }

  boolean isOf(Uuid topic) {
    return topicId.equals(Optional.of(topic));
  }
}
