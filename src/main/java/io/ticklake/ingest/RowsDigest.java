package io.ticklake.ingest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A digest of rows that does not depend on their order: the market returns a day's tickers in
 * another order each time.
 */
final class RowsDigest {
  private long[] rows = new long[1024];
  private int count;

  /** Adds the row of this fingerprint. */
  void add(long fingerprint) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = fingerprint;
  }

  String text() {
    Arrays.sort(rows, 0, count);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * count);
    bytes.asLongBuffer().put(rows, 0, count);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
