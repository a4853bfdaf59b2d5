package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The slice that a partition's records go into until a rule seals it. Confined to the poll thread.
 */
final class OpenSlice {
  private final long firstOffset;
  private final Format format;
  private final Map<String, OpenObject> objects = new HashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private long records;
  private long recordBytes;
  private long deadLetterBytes;
  private long oldest = Long.MAX_VALUE;
  private Instant openedAt = Instant.MAX;
  private Instant touchedAt = Instant.MAX;

  /**
   * An empty slice.
   *
   * @param firstOffset the chain's position: records of lower offsets are never appended, and a gap
   *     before the first record (transaction markers, compaction) belongs to the slice
   */
  OpenSlice(long firstOffset, Format format) {
    this.firstOffset = firstOffset;
    this.format = format;
  }

  /**
   * Takes one record into its folder's object.
   *
   * @throws PoisonRecordException when the format refuses it; the slice is as it was before
   */
  void append(String folder, ConsumerRecord<ByteBuffer, ByteBuffer> record, Instant now)
      throws PoisonRecordException {
    OpenObject object = objects.get(folder);
    if (object == null) {
      object = new OpenObject(folder, format.open());
      // Kept only once it holds a record: an object without one is not written.
      appendFirst(object, record);
      objects.put(folder, object);
    } else {
      object.append(record);
    }
    records++;
    recordBytes +=
        Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    if (record.timestamp() >= 0) {
      oldest = Math.min(oldest, record.timestamp());
    }
    touch(now);
  }

  private static void appendFirst(OpenObject object, ConsumerRecord<ByteBuffer, ByteBuffer> record)
      throws PoisonRecordException {
    boolean kept = false;
    try {
      object.append(record);
      kept = true;
    } finally {
      if (!kept) {
        object.close();
      }
    }
  }

  /**
   * Takes a poison record; it is delivered to the dead-letter topic before the slice is claimed.
   */
  void setAside(DeadLetter letter, Instant now) {
    deadLetters.add(letter);
    deadLetterBytes += letter.bytes();
    touch(now);
  }

  private void touch(Instant now) {
    if (openedAt.equals(Instant.MAX)) {
      openedAt = now;
    }
    touchedAt = now;
  }

  /**
   * Ends it. The caller goes on with a new one behind the range.
   *
   * @param range ends at the consumer's position less one: trailing markers belong to the slice
   */
  SealedSlice seal(SliceRange range, SealReason reason, Instant now) {
    // In folder order, so that a slice's objects are put and told in an order that people expect.
    List<OpenObject> inOrder = List.copyOf(new TreeMap<>(objects).values());
    return new SealedSlice(
        range, reason, now, format, inOrder, deadLetters, heldBytes(), oldestRecord());
  }

  private Instant oldestRecord() {
    return oldest == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(oldest);
  }

  /** Gives up what it holds; its records are read again by whoever owns the partition next. */
  void drop() {
    objects.values().forEach(OpenObject::close);
  }

  long firstOffset() {
    return firstOffset;
  }

  boolean isEmpty() {
    return records == 0 && deadLetters.isEmpty();
  }

  long records() {
    return records;
  }

  /** Keys and values as delivered, before encoding. */
  long recordBytes() {
    return recordBytes;
  }

  int setAside() {
    return deadLetters.size();
  }

  int folders() {
    return objects.size();
  }

  boolean hasFolder(String folder) {
    return objects.containsKey(folder);
  }

  /** Heap that encoders and dead letters hold. Walks all objects. */
  long heldBytes() {
    return deadLetterBytes + objects.values().stream().mapToLong(OpenObject::bufferedBytes).sum();
  }

  Instant openedAt() {
    return openedAt;
  }

  Instant touchedAt() {
    return touchedAt;
  }
}
