package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A slice on its way: sealed by the poll thread, then finished, claimed and put by one upload
 * thread at a time. It keeps what earlier attempts achieved, so that a retry does only the rest.
 */
final class SealedSlice {
  private final SliceRange range;
  private final SealReason reason;
  private final Instant sealedAt;
  private final Format format;
  private final List<OpenObject> objects;
  private final List<DeadLetter> deadLetters;
  private final long heldBytes;
  private final Instant oldestRecord;
  // New for each seal and kept over retries: whoever finds it knows which seal wrote it.
  private final String claim = UUID.randomUUID().toString();
  private volatile boolean abandoned;
  private volatile boolean lettersDelivered;
  private volatile boolean claimed;
  private volatile Optional<Slice> finished = Optional.empty();

  SealedSlice(
      SliceRange range,
      SealReason reason,
      Instant sealedAt,
      Format format,
      List<OpenObject> objects,
      List<DeadLetter> deadLetters,
      long heldBytes,
      Instant oldestRecord) {
    this.range = range;
    this.reason = reason;
    this.sealedAt = sealedAt;
    this.format = format;
    this.objects = List.copyOf(objects);
    this.deadLetters = List.copyOf(deadLetters);
    this.heldBytes = heldBytes;
    this.oldestRecord = oldestRecord;
  }

  /**
   * Ends the encoding. The second call returns the same slice.
   *
   * @throws IOException or a runtime exception of the encoder: the slice is of no use any more
   */
  Slice finish(ObjectKeys keys) throws IOException {
    if (finished.isPresent()) {
      return finished.get();
    }
    List<SliceObject> encoded = new ArrayList<>(objects.size());
    try {
      for (OpenObject object : objects) {
        encoded.add(
            new SliceObject(
                keys.of(object.folder(), range),
                format.contentType(),
                object.records(),
                object.finish(),
                claim));
      }
    } finally {
      objects.forEach(OpenObject::close);
    }
    Slice slice = new Slice(range, claim, sealedAt, encoded);
    finished = Optional.of(slice);
    return slice;
  }

  /**
   * What is claimed, after {@link #finish}. Every call gives the same entry: a claim whose answer
   * was lost is repeated with the same body.
   */
  LedgerEntry entry(LedgerEntry.EntryLayout layout) {
    Slice slice = finished.orElseThrow(() -> new IllegalStateException(range + " is not encoded"));
    return new LedgerEntry(
        LedgerEntry.VERSION,
        LedgerEntry.Kind.DATA,
        range.firstOffset(),
        range.lastOffset(),
        slice.records(),
        claim,
        sealedAt.toString(),
        layout,
        // One slice under way at a time: all before it are durable and notified.
        range.firstOffset(),
        false,
        slice.objects().stream()
            .map(o -> new LedgerEntry.EntryObject(o.key(), o.records(), o.size()))
            .toList(),
        deadLetters.stream().map(DeadLetter::offset).toList(),
        null);
  }

  /** Says that nobody waits for it any more: its partition went to another member. */
  void abandon() {
    abandoned = true;
  }

  /** Abandons a slice that no upload thread is at work on. */
  void drop() {
    abandon();
    objects.forEach(OpenObject::close);
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** The dead-letter topic has acknowledged all of {@link #undelivered}. */
  void lettersDelivered() {
    lettersDelivered = true;
  }

  /** Letters that have still to be acknowledged. */
  List<DeadLetter> undelivered() {
    return lettersDelivered ? List.of() : deadLetters;
  }

  void claimed() {
    claimed = true;
  }

  boolean isClaimed() {
    return claimed;
  }

  SliceRange range() {
    return range;
  }

  SealReason reason() {
    return reason;
  }

  /** The time that Kafka gives for its oldest record. */
  Instant oldestRecord() {
    return oldestRecord;
  }

  long records() {
    return objects.stream().mapToLong(OpenObject::records).sum();
  }

  /** Heap that it holds: of its objects once finished, before that what the encoders said. */
  long heldBytes() {
    return finished.map(Slice::bytes).orElse(heldBytes);
  }

  @Override
  public String toString() {
    return range.toString();
  }
}
