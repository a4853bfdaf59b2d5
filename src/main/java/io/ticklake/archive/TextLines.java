package io.ticklake.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a text, each without its line feed, which the last one must have, too. Behind that
 * their arrays go on for {@link JsonScan#SLACK} bytes.
 */
final class TextLines {
  private static final int FIRST_BUFFER = 64 << 10;

  private final InputStream text;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int from;
  private int to;
  private int start;

  TextLines(InputStream text) {
    this.text = text;
  }

  /** Where the line stands, at {@link #start} to {@link #end}. */
  byte[] text() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return from - 1;
  }

  /**
   * Goes to the next line, if there is one.
   *
   * @throws IOException when the text ends within a line
   */
  boolean next() throws IOException {
    int searched = from;
    while (true) {
      for (int i = searched; i < to; i++) {
        if (buffer[i] == '\n') {
          start = from;
          from = i + 1;
          return true;
        }
      }
      int seen = to - from;
      if (!fill()) {
        if (seen > 0) {
          throw new IOException("the last line has no end");
        }
        return false;
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
    if (to == buffer.length - JsonScan.SLACK) {
      buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
    }
    int read = text.read(buffer, to, buffer.length - JsonScan.SLACK - to);
    to += Math.max(0, read);
    return read >= 0;
  }
}
