package io.ticklake.verify;

import io.ticklake.component.kafkaslice.FormatResolver;
import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerException;
import io.ticklake.component.kafkaslice.LedgerKeys;
import io.ticklake.component.kafkaslice.Rebuild;
import io.ticklake.component.kafkaslice.SliceObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Encodes entries again from the topic, as the archive itself does when it completes one: with the
 * entry's layout and poison list. Equal bytes prove every record and its place. An entry whose
 * records Kafka has deleted, also while they were read, is not compared.
 */
final class Comparison {
  private final Topics topics;
  private final FormatResolver formats;
  private final Evidence evidence;
  private final Findings findings;
  private final Tally tally;

  Comparison(
      Topics topics, FormatResolver formats, Evidence evidence, Findings findings, Tally tally) {
    this.topics = topics;
    this.formats = formats;
    this.evidence = evidence;
    this.findings = findings;
    this.tally = tally;
  }

  /** The entry's objects as the topic has them, or nothing when that cannot be known. */
  Optional<Encoded> encode(LedgerCopy.Claimed entry) throws IOException {
    LedgerKeys chain = entry.chain().keys();
    Optional<String> obstacle = obstacle(chain, entry.entry(), evidence.topicOf(chain));
    if (obstacle.isPresent()) {
      tally.notCompared(chain, obstacle.get());
      return Optional.empty();
    }
    AtomicLong found = new AtomicLong();
    try {
      List<SliceObject> objects = read(entry, found);
      if (found.get() == entry.entry().count()) {
        return Optional.of(new FromTopic(objects));
      }
    } catch (LedgerException e) {
      if (found.get() <= entry.entry().count()) {
        findings.add(Kind.FORMAT_UNKNOWN, chain, entry.key(), String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    } catch (IOException | KafkaException e) {
      tally.notCompared(chain, "Kafka did not give the records: " + e.getMessage());
      return Optional.empty();
    }
    differs(entry, found.get());
    return Optional.empty();
  }

  private static Optional<String> obstacle(
      LedgerKeys chain, LedgerEntry entry, Optional<Topics.Topic> topic) {
    if (topic.isEmpty()) {
      return Optional.of("the topic was deleted");
    }
    if (topic.get().compacted()) {
      return Optional.of("the topic is compacted");
    }
    Topics.Log log = topic.get().logs().get(chain.partition());
    return log == null || log.start() > entry.first()
        ? Optional.of("Kafka has deleted the records")
        : Optional.empty();
  }

  private List<SliceObject> read(LedgerCopy.Claimed claimed, AtomicLong found) throws IOException {
    LedgerKeys chain = claimed.chain().keys();
    LedgerEntry entry = claimed.entry();
    Set<Long> poison = new HashSet<>(entry.poison());
    Set<String> keys = new HashSet<>();
    entry.objects().forEach(object -> keys.add(object.key()));
    Rebuild rebuild =
        new Rebuild(
            (partition, first, last, isolation, sink) ->
                topics
                    .records()
                    .read(
                        partition,
                        first,
                        last,
                        isolation,
                        record -> {
                          if (!poison.contains(record.offset())) {
                            found.incrementAndGet();
                          }
                          sink.take(record);
                        }),
            formats);
    return rebuild.of(
        new TopicPartition(chain.topic(), chain.partition()), chain.topicId(), entry, keys);
  }

  /**
   * Another number of records than the entry says: damage, unless Kafka has just let go of them.
   */
  private void differs(LedgerCopy.Claimed entry, long found) throws IOException {
    LedgerKeys chain = entry.chain().keys();
    Optional<Topics.Topic> now =
        topics.describe(chain.topic()).filter(topic -> topic.id().equals(chain.topicId()));
    Optional<String> obstacle = obstacle(chain, entry.entry(), now);
    if (obstacle.isPresent()) {
      tally.notCompared(chain, obstacle.get());
      return;
    }
    findings.add(
        Kind.OBJECT_DIFFERS,
        chain,
        entry.key(),
        "Kafka has %,d records at offsets %d..%d, and the entry %,d"
            .formatted(found, entry.entry().first(), entry.entry().last(), entry.entry().count()));
  }

  /** What one entry's records gave. */
  private final class FromTopic implements Encoded {
    private final Map<String, SliceObject> objects = new HashMap<>();

    FromTopic(List<SliceObject> objects) {
      objects.forEach(object -> this.objects.put(object.key(), object));
    }

    @Override
    public boolean agrees(Expected object, byte[] bytes) {
      SliceObject again = objects.get(object.key());
      if (again == null) {
        return differs(object, "Kafka has none of its records");
      }
      byte[] expected = again.bytes().toByteArray();
      if (Content.isSame(object.key(), expected, bytes)) {
        return true;
      }
      if (!Content.isText(object.key())) {
        // Compressors and writers change from release to release, and this is no proof of damage.
        tally.notCompared(
            object.by().chain().keys(),
            "Parquet of another build, whose records were counted and not compared");
        return false;
      }
      return Content.difference(object.key(), expected, bytes)
          .map(text -> differs(object, text))
          .orElse(true);
    }

    private boolean differs(Expected object, String text) {
      findings.add(Kind.OBJECT_DIFFERS, object.by().chain().keys(), object.key(), text);
      return false;
    }
  }
}
