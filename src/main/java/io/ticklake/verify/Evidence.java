package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What shows that all objects of an entry were put: a later entry, for a slice is claimed only when
 * the one before is durable; or a commit that names its claim. It was gathered before the objects
 * are looked for, so an object that is absent then is missing and not merely under way.
 */
final class Evidence {
  // How long a signed request to S3 is good: whoever was about to put it cannot any more.
  private static final Duration PUT_MAY_BE_UNDER_WAY = Duration.ofMinutes(15);

  private final Set<String> committed = new HashSet<>();
  private final Map<String, Topics.Topic> topics = new HashMap<>();
  private final Instant now;

  /**
   * Of what was read so far.
   *
   * @param commits read before the ledger was for the last time
   * @param now when the audit began
   */
  Evidence(List<Topics.Commit> commits, Instant now) {
    this.now = now;
    commits.forEach(commit -> committed.add(commit.mark().claim()));
  }

  /** The topic of this name has turned out to be this one. */
  void describe(String name, Topics.Topic topic) {
    topics.put(name, topic);
  }

  /** The topic that Kafka has now under the chain's name. */
  Optional<Topics.Topic> topicNamed(String name) {
    return Optional.ofNullable(topics.get(name));
  }

  /** The topic of this very chain, if it is there. */
  Optional<Topics.Topic> topicOf(LedgerKeys chain) {
    return topicNamed(chain.topic()).filter(topic -> topic.id().equals(chain.topicId()));
  }

  /** Whether the chain's topic was deleted and created again. */
  boolean isOfOldTopic(LedgerKeys chain) {
    return topicNamed(chain.topic()).isPresent() && topicOf(chain).isEmpty();
  }

  /** Whether all objects of the entry were durable at some time. */
  boolean isComplete(LedgerCopy.Claimed entry) {
    return entry.chain().hasLaterThan(entry.entry()) || committed.contains(entry.entry().claim());
  }

  /** Whether nobody can be about to put an object of this entry, unless it is begun anew. */
  boolean isLongAgo(LedgerEntry entry) {
    try {
      return Instant.parse(entry.sealedAt()).plus(PUT_MAY_BE_UNDER_WAY).isBefore(now);
    } catch (DateTimeParseException e) {
      return false; // nobody knows then
    }
  }
}
