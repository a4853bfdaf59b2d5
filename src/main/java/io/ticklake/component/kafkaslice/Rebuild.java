package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Encodes absent objects of an entry again, from Kafka, with the entry's layout and list of poison,
 * not with today's. One at a time per consumer: an entry may be larger than today's settings allow,
 * and so the memory for it is that of one slice.
 */
public final class Rebuild {
  private final RecordSource kafka;
  private final FormatResolver formats;

  /** Reads from there, and writes as those say. */
  public Rebuild(RecordSource kafka, FormatResolver formats) {
    this.kafka = kafka;
    this.formats = formats;
  }

  /**
   * The absent objects, as far as Kafka still has their records.
   *
   * @param absent keys of the entry that are not in the store
   * @throws LedgerException when the entry's layout is unknown, or a record does not fit it any
   *     more
   */
  public synchronized List<SliceObject> of(
      TopicPartition partition, Uuid topicId, LedgerEntry entry, Set<String> absent)
      throws IOException {
    Attempt attempt = new Attempt(partition, topicId, entry, absent);
    try {
      LedgerEntry.EntryLayout layout = entry.slicesLayout();
      kafka.read(partition, entry.first(), entry.last(), layout.isolation(), attempt);
      return attempt.finish();
    } finally {
      attempt.close();
    }
  }

  /** The content type of the entry's objects. */
  String contentType(LedgerEntry entry) throws LedgerException {
    return format(entry).contentType();
  }

  private Format format(LedgerEntry entry) throws LedgerException {
    String description = entry.slicesLayout().format();
    try {
      return formats.of(description);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          "The ledger entry of offsets %d..%d was written as '%s': %s"
              .formatted(entry.first(), entry.last(), description, e.getMessage()),
          e);
    }
  }

  private final class Attempt implements RecordSource.RecordSink {
    private final LedgerEntry entry;
    private final Set<String> absent;
    private final Layout layout;
    private final Format format;
    private final SliceRange range;
    private final ObjectKeys keys;
    private final Set<Long> poison;
    private final Map<String, OpenObject> objects = new HashMap<>();

    Attempt(TopicPartition partition, Uuid topicId, LedgerEntry entry, Set<String> absent)
        throws LedgerException {
      this.entry = entry;
      this.absent = absent;
      this.format = format(entry);
      this.layout = layout(entry);
      this.range =
          new SliceRange(partition.topic(), partition.partition(), entry.first(), entry.last());
      this.keys = ObjectKeys.of(partition.topic(), topicId, format);
      this.poison = new HashSet<>(entry.poison());
    }

    @Override
    public void take(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws LedgerException {
      if (poison.contains(record.offset())) {
        return;
      }
      try {
        String key = keys.of(layout.folderOf(record), range);
        if (absent.contains(key)) {
          objects
              .computeIfAbsent(key, absentKey -> new OpenObject(absentKey, format.open()))
              .append(record);
        }
      } catch (PoisonRecordException e) {
        throw new LedgerException(
            "Record %s@%d belongs to an object of the ledger and cannot be written any more: %s. Run the release that wrote the entry."
                .formatted(range, record.offset(), e.getMessage()),
            e);
      }
    }

    List<SliceObject> finish() throws IOException {
      List<SliceObject> rebuilt = new java.util.ArrayList<>();
      for (LedgerEntry.EntryObject wanted : entry.objects()) {
        OpenObject object = objects.get(wanted.key());
        if (object != null) {
          if (object.records() > wanted.count()) {
            throw new LedgerException(
                "Object '%s' has %d records in Kafka and %d in the ledger: its layout has changed its meaning. Run the release that wrote the entry."
                    .formatted(wanted.key(), object.records(), wanted.count()));
          }
          rebuilt.add(
              new SliceObject(
                  wanted.key(),
                  format.contentType(),
                  object.records(),
                  object.finish(),
                  entry.claim()));
        }
      }
      return rebuilt;
    }

    void close() {
      objects.values().forEach(OpenObject::close);
    }
  }

  private static Layout layout(LedgerEntry entry) throws LedgerException {
    String path = entry.slicesLayout().path();
    try {
      return PathPattern.parse(path);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          "The ledger entry of offsets %d..%d has a layout that this release does not know: %s"
              .formatted(entry.first(), entry.last(), e.getMessage()),
          e);
    }
  }
}
