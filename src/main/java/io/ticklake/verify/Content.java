package io.ticklake.verify;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Compares what two objects hold, both of which can be read back. Equal bytes hold the same; other
 * bytes may, too, for compressors change from release to release.
 */
final class Content {
  private static final String PARQUET = ".parquet";

  // The footer's length and the magic: https://parquet.apache.org/docs/file-format/
  private static final int PARQUET_TAIL = 8;

  private Content() {}

  /** Whether other bytes can be told from other records. */
  static boolean isText(String key) {
    return !key.endsWith(PARQUET);
  }

  /**
   * Whether the bytes that hold records are the same: all of a text, and of Parquet all but the
   * footer. That lists a column's encodings in an order which differs from process to process.
   */
  static boolean isSame(String key, byte[] fromTopic, byte[] stored) {
    if (isText(key)) {
      return Arrays.equals(fromTopic, stored);
    }
    return Arrays.equals(fromTopic, 0, footerOf(fromTopic), stored, 0, footerOf(stored));
  }

  private static int footerOf(byte[] object) {
    int end = object.length - PARQUET_TAIL;
    int length = end < 0 ? 0 : ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    return Math.max(0, end - length);
  }

  /**
   * How two texts differ, or nothing if they are the same once they are decompressed.
   *
   * @param key of both; its end says how they are compressed
   */
  static Optional<String> difference(String key, byte[] fromTopic, byte[] stored) {
    try (InputStream expected = plain(key, fromTopic);
        InputStream found = plain(key, stored)) {
      return firstDifference(expected, found);
    } catch (IOException e) {
      // Both were read whole a moment ago.
      throw new UncheckedIOException("Cannot compare " + key, e);
    }
  }

  private static Optional<String> firstDifference(InputStream expected, InputStream found)
      throws IOException {
    long line = 1;
    while (true) {
      int a = expected.read();
      int b = found.read();
      if (a != b) {
        return Optional.of("line " + line + " is not the one that the topic gives");
      }
      if (a < 0) {
        return Optional.empty();
      }
      line += a == '\n' ? 1 : 0;
    }
  }

  private static InputStream plain(String key, byte[] bytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    if (key.endsWith(".gz")) {
      return new java.io.BufferedInputStream(new GZIPInputStream(in));
    }
    return key.endsWith(".zst") ? new java.io.BufferedInputStream(new ZstdInputStream(in)) : in;
  }
}
