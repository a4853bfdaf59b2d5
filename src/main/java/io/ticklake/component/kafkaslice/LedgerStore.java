package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The object store that holds the ledger and the data objects, as far as the protocol needs it.
 * Implementations are shared between threads, retry passing faults at most a few times, and need
 * atomic {@link #create} and strongly consistent reads and listings, as Amazon S3 has them.
 *
 * <p>Any exception means that the outcome is unknown: the caller makes the same call again later. A
 * {@link LedgerException} says in addition what a person has to do.
 */
public interface LedgerStore {
  /**
   * Stores an object unless one of this key exists.
   *
   * @return true if this call has stored it, false if one was there
   */
  boolean create(String key, byte[] body) throws IOException;

  /** The whole object, or nothing if there is none. */
  Optional<byte[]> read(String key) throws IOException;

  /**
   * Keys that begin with the prefix, in ascending order of their UTF-8 bytes.
   *
   * @param most how many at most
   */
  List<String> list(String prefix, int most) throws IOException;

  /** The names directly below a prefix that ends with a slash, without slashes. */
  List<String> folders(String prefix) throws IOException;

  /** What is known of an object without reading it, or nothing if there is none. */
  Optional<StoredObject> head(String key) throws IOException;

  /**
   * An object as the store describes it.
   *
   * @param etag the receipt of its put
   * @param bytes its size
   * @param claim its metadata {@code claim}, if it has one
   */
  record StoredObject(String etag, long bytes, Optional<String> claim) {}
}
