package io.ticklake.verify;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Compares what two objects hold. Equal bytes hold the same; other bytes may, too, for compressors
 * change from release to release.
 */
final class Content {
  private Content() {}

  /**
   * How they differ, or nothing if they hold the same.
   *
   * @param key of both; its end says how they are compressed
   */
  static Optional<String> difference(String key, byte[] fromTopic, byte[] stored) {
    if (Arrays.equals(fromTopic, stored)) {
      return Optional.empty();
    }
    if (key.endsWith(".parquet")) {
      return Optional.of("its bytes are not those that the topic gives, although it can be read");
    }
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
