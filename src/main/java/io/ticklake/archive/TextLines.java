package io.ticklake.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a text, each without its line feed, which the last one must have, too. */
final class TextLines {
  private static final int FIRST_BUFFER = 64 << 10;

  private final InputStream text;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int from;
  private int to;

  TextLines(InputStream text) {
    this.text = text;
  }

  /**
   * The next line, good until the next call.
   *
   * @throws IOException when the text ends within a line
   */
  Optional<ByteBuffer> next() throws IOException {
    int searched = from;
    while (true) {
      for (int i = searched; i < to; i++) {
        if (buffer[i] == '\n') {
          ByteBuffer line = ByteBuffer.wrap(buffer, from, i - from);
          from = i + 1;
          return Optional.of(line);
        }
      }
      int seen = to - from;
      if (!fill()) {
        if (seen > 0) {
          throw new IOException("the last line has no end");
        }
        return Optional.empty();
      }
      searched = from + seen;
    }
  }

  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
    }
    int read = text.read(buffer, to, buffer.length - to);
    to += Math.max(0, read);
    return read >= 0;
  }
}
