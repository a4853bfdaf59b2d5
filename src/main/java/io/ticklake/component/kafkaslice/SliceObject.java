package io.ticklake.component.kafkaslice;

import java.util.Optional;

/**
 * One object of a slice: what is to be put where, and whether it is durable yet. The route puts it
 * and then says so with {@link #durable}; the component believes nothing else, so a route that
 * forgets a step can never move a commit. One exchange at a time works on it.
 */
public final class SliceObject {
  private final String key;
  private final String contentType;
  private final long records;
  private final long size;
  private final Optional<ObjectBytes> bytes;
  private final String claim;
  private volatile Optional<String> etag = Optional.empty();

  /**
   * An object to be put.
   *
   * @param key the S3 key
   * @param records how many records it holds
   * @param bytes the whole object
   * @param claim the id of the seal, written to the object's metadata
   */
  public SliceObject(
      String key, String contentType, long records, ObjectBytes bytes, String claim) {
    this(key, contentType, records, bytes.size(), Optional.of(bytes), claim);
  }

  private SliceObject(
      String key,
      String contentType,
      long records,
      long size,
      Optional<ObjectBytes> bytes,
      String claim) {
    this.key = key;
    this.contentType = contentType;
    this.records = records;
    this.size = size;
    this.bytes = bytes;
    this.claim = claim;
  }

  /** An object that was found in the store: nothing is left to do but to tell of it. */
  static SliceObject found(
      LedgerEntry.EntryObject object, String contentType, String claim, String etag) {
    SliceObject found =
        new SliceObject(
            object.key(), contentType, object.count(), object.bytes(), Optional.empty(), claim);
    found.durable(etag);
    return found;
  }

  public String key() {
    return key;
  }

  public String contentType() {
    return contentType;
  }

  public long records() {
    return records;
  }

  /** Its length in bytes. */
  public long size() {
    return size;
  }

  /**
   * The object's bytes.
   *
   * @throws IllegalStateException for an object that was found durable: its bytes are in the store
   */
  public ObjectBytes bytes() {
    return bytes.orElseThrow(() -> new IllegalStateException("'" + key + "' is durable already"));
  }

  public String claim() {
    return claim;
  }

  /**
   * Says that the store has acknowledged this object.
   *
   * @param receipt the ETag that it answered with
   */
  public void durable(String receipt) {
    etag = Optional.of(receipt);
  }

  public boolean isDurable() {
    return etag.isPresent();
  }

  /** The store's ETag once durable. */
  public Optional<String> etag() {
    return etag;
  }

  @Override
  public String toString() {
    return key + " (" + records + " records, " + size + " bytes)";
  }
}
