package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees an entry through that somebody else, or an earlier life of this process, has claimed: finds
 * which of its objects are there, puts the others, notifies. Begins with the store, so that nothing
 * is reported lost whose object exists.
 */
final class Completion {
  private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

  private final LedgerStore store;
  private final KafkaLog kafka;
  private final Rebuild rebuild;
  private final SliceSink route;

  Completion(LedgerStore store, KafkaLog kafka, Rebuild rebuild, SliceSink route) {
    this.store = store;
    this.kafka = kafka;
    this.rebuild = rebuild;
    this.route = route;
  }

  /** Completes an entry of the topic that Kafka has now. */
  void complete(TopicPartition partition, Uuid topicId, LedgerEntry entry) throws Exception {
    List<SliceObject> objects = new ArrayList<>(present(entry));
    Set<String> absent = absent(entry, objects);
    if (!absent.isEmpty()) {
      List<SliceObject> rebuilt = rebuild.of(partition, topicId, entry, absent);
      // Records that were read are of that topic only if it is still there: ids are never reused.
      if (!kafka.topicId(partition.topic()).equals(topicId)) {
        throw new IOException("Topic '" + partition.topic() + "' was created anew meanwhile");
      }
      objects.addAll(rebuilt);
      reportLoss(partition, entry, objects);
      LOG.atInfo()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("partition", partition.partition())
          .addKeyValue("first", entry.first())
          .addKeyValue("last", entry.last())
          .addKeyValue("absent", absent.size())
          .log("completing a slice that was claimed and not finished");
    }
    route.sendAndAwait(slice(partition, entry, objects));
  }

  /**
   * Looks at the last entry of a topic that was deleted and created again: nothing of it can be
   * read any more.
   */
  void settle(TopicPartition partition, LedgerEntry entry) throws Exception {
    List<SliceObject> objects = present(entry);
    if (objects.size() < entry.objects().size()) {
      reportLoss(partition, entry, objects);
    } else {
      route.sendAndAwait(slice(partition, entry, objects));
    }
  }

  /**
   * Marks as durable what an earlier attempt has put although its answer was lost.
   *
   * @param entry the claim's key
   * @throws LedgerException when the claim is gone: in a bucket that was made anew its objects
   *     would be unknown to the ledger
   */
  void settle(Slice slice, String entry) throws IOException {
    if (store.head(entry).isEmpty()) {
      throw new LedgerException(
          "The claim '%s' is gone. Somebody has deleted it or the bucket; restore them."
              .formatted(entry));
    }
    for (SliceObject object : slice.pendingObjects()) {
      etagOf(object.key(), object.claim()).ifPresent(object::durable);
    }
  }

  private List<SliceObject> present(LedgerEntry entry) throws IOException {
    List<SliceObject> present = new ArrayList<>();
    if (!entry.objects().isEmpty()) {
      String contentType = rebuild.contentType(entry);
      for (LedgerEntry.EntryObject object : entry.objects()) {
        etagOf(object.key(), entry.claim())
            .ifPresent(
                etag -> present.add(SliceObject.found(object, contentType, entry.claim(), etag)));
      }
    }
    return present;
  }

  private Optional<String> etagOf(String key, String claim) throws IOException {
    Optional<LedgerStore.StoredObject> stored = store.head(key);
    if (stored.isPresent() && !stored.get().claim().equals(Optional.of(claim))) {
      throw new LedgerException(
          "Object '%s' belongs to claim %s, and the ledger says %s. Nothing is written over it: move it out of the table after a look at both, 'ticklake verify' shows them."
              .formatted(key, stored.get().claim().orElse("(none)"), claim));
    }
    return stored.map(LedgerStore.StoredObject::etag);
  }

  private static Set<String> absent(LedgerEntry entry, List<SliceObject> present) {
    Set<String> absent = new HashSet<>();
    entry.objects().forEach(object -> absent.add(object.key()));
    present.forEach(object -> absent.remove(object.key()));
    return absent;
  }

  private static void reportLoss(
      TopicPartition partition, LedgerEntry entry, List<SliceObject> objects) {
    long saved = objects.stream().mapToLong(SliceObject::records).sum();
    if (saved < entry.count()) {
      LOG.atError()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("partition", partition.partition())
          .addKeyValue("first", entry.first())
          .addKeyValue("last", entry.last())
          .addKeyValue("records", entry.count())
          .addKeyValue("lost", entry.count() - saved)
          .addKeyValue("code", "ARCHIVE_LOSS")
          .log("Kafka has deleted records of a claimed slice before they were written");
    }
  }

  private static Slice slice(
      TopicPartition partition, LedgerEntry entry, List<SliceObject> objects) {
    SliceRange range =
        new SliceRange(partition.topic(), partition.partition(), entry.first(), entry.last());
    return new Slice(range, entry.claim(), java.time.Instant.parse(entry.sealedAt()), objects);
  }
}
