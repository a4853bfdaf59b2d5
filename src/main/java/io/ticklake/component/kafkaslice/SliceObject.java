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
  private final byte[] bytes;
  private final String claim;
  private volatile Optional<String> etag = Optional.empty();

  /**
   * @param key the S3 key
   * @param records how many records it holds
   * @param bytes the whole object; not copied
   * @param claim the id of the seal, written to the object's metadata
   */
  public SliceObject(String key, String contentType, long records, byte[] bytes, String claim) {
    this.key = key;
    this.contentType = contentType;
    this.records = records;
    this.bytes = bytes;
    this.claim = claim;
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

  /** The object's bytes, not a copy. */
  public byte[] bytes() {
    return bytes;
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
    return key + " (" + records + " records, " + bytes.length + " bytes)";
  }
}
