package io.ticklake.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest of rows that does not depend on their order: the market returns a day's tickers in
 * another order each time.
 */
final class RowsDigest {
  private final MessageDigest sha256;
  private final List<String> rows = new ArrayList<>();

  RowsDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Adds the row that stands at {@code from} (inclusive) to {@code to} (exclusive). */
  void add(byte[] page, int from, int to) {
    sha256.update(page, from, to - from);
    rows.add(HexFormat.of().formatHex(sha256.digest()));
  }

  String text() {
    Collections.sort(rows);
    rows.forEach(row -> sha256.update(row.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    return HexFormat.of().formatHex(sha256.digest());
  }
}
