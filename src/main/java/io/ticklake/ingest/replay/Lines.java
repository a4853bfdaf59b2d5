package io.ticklake.ingest.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as bytes, ended by LF, CR LF or CR. They are not decoded here: a line that
 * is no text spoils itself only, and can be kept as it is.
 */
final class Lines implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  // No row of prices is near it; what has no line ends at all must not fill the memory.
  private static final int MAX_LINE_BYTES = 4 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Deque<RawRow> givenBack = new ArrayDeque<>();
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private int at;
  private int end;
  private long line;
  private boolean afterReturn;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line, null at the end. */
  @Nullable RawRow next() throws IOException {
    if (!givenBack.isEmpty()) {
      return givenBack.pop();
    }
    part.reset();
    while (fill()) {
      int from = skipFeed();
      int to = lineEnd(from);
      part.write(buffer, from, to - from);
      at = to;
      if (to < end) {
        afterReturn = buffer[to] == '\r';
        at = to + 1;
        return row();
      }
      if (part.size() > MAX_LINE_BYTES) {
        throw new IOException(
            "line %d is longer than %d MiB".formatted(line + 1, MAX_LINE_BYTES >> 20));
      }
    }
    return part.size() == 0 ? null : row();
  }

  /** The next line will be this one again. */
  void giveBack(RawRow row) {
    givenBack.push(row);
  }

  private RawRow row() {
    return new RawRow(++line, part.toByteArray());
  }

  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    at = 0;
    end = in.read(buffer);
    return end > 0;
  }

  // The second half of CR LF, perhaps in the next buffer.
  private int skipFeed() {
    if (afterReturn && buffer[at] == '\n') {
      at++;
    }
    afterReturn = false;
    return at;
  }

  private int lineEnd(int from) {
    int to = from;
    while (to < end && buffer[to] != '\n' && buffer[to] != '\r') {
      to++;
    }
    return to;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
