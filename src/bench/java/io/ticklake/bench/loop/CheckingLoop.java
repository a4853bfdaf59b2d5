package io.ticklake.bench.loop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ticklake.bench.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The {@link HandWrittenLoop} with the least that a lake asks of it: each value is read by
 * Jackson's streaming parser before it becomes a line, for one line that is no JSON breaks the
 * table for all. Everything else is as there.
 */
public final class CheckingLoop {
  private CheckingLoop() {}

  /** Runs until killed. */
  public static void main(String[] args) {
    HandWrittenLoop.run(Job.ofProcess(), coding -> new CheckedLines(LoopObject.of(coding)));
  }

  private record CheckedLines(LoopObject lines) implements LoopObject {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void append(ByteBuffer value) {
      int from = value.arrayOffset() + value.position();
      try (JsonParser parser = JSON.createParser(value.array(), from, value.remaining())) {
        JsonToken token;
        do {
          token = parser.nextToken();
        } while (token != null);
      } catch (IOException e) {
        throw new UncheckedIOException("Not JSON, and this loop has no dead letters", e);
      }
      lines.append(value);
    }

    @Override
    public ByteChunks finish() throws IOException {
      return lines.finish();
    }
  }
}
