package io.ticklake.ingest.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A set of 64-bit hashes of rows. Two different rows of one day have the same hash once in a
 * hundred billion days of 12,000 rows.
 */
public final class Fingerprints {
  /** Of no rows. */
  public static final Fingerprints NONE = new Fingerprints(new long[0]);

  private final long[] sorted;

  private Fingerprints(long[] sorted) {
    this.sorted = sorted;
  }

  static Fingerprints sorted(long[] hashes) {
    Arrays.sort(hashes);
    return new Fingerprints(hashes);
  }

  public boolean contains(long hash) {
    return Arrays.binarySearch(sorted, hash) >= 0;
  }

  /** These and others. */
  public Fingerprints and(FingerprintSet others) {
    FingerprintSet all = new FingerprintSet();
    addTo(all);
    others.addTo(all);
    return all.fingerprints();
  }

  void addTo(FingerprintSet set) {
    for (long hash : sorted) {
      set.add(hash);
    }
  }

  public int size() {
    return sorted.length;
  }

  /** As base 64 of the sorted numbers, eight bytes each, highest first. */
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(sorted.length * Long.BYTES);
    bytes.asLongBuffer().put(sorted);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Fingerprints of(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length % Long.BYTES != 0) {
      throw new IllegalArgumentException(bytes.length + " bytes are no list of numbers");
    }
    long[] hashes = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
    return sorted(hashes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprints that && Arrays.equals(sorted, that.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return sorted.length + " fingerprints";
  }
}
