package io.ticklake.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When the last requests were sent, and until when none may be, in milliseconds since 1970. In a
 * file it survives the process, however that ends, and holds for all processes that share the file:
 * the market counts their requests together. For one thread at a time.
 */
final class RequestTimes {
  /** How many times are kept: the largest budget, see {@link IngestConfig}. */
  static final int CAPACITY = 6000;

  // "ticklake", as a number: what is in the file is ours, and laid out as here.
  private static final long FORM = 0x7469636b6c616b65L;
  private static final int FORM_AT = 0;
  private static final int COUNT_AT = 1;
  private static final int PAUSE_AT = 2;
  private static final int HEAD = 3;
  private static final int BYTES = (HEAD + CAPACITY) * Long.BYTES;

  private final LongBuffer words;
  private final @Nullable FileChannel file;

  private RequestTimes(LongBuffer words, @Nullable FileChannel file) {
    this.words = words;
    this.file = file;
  }

  /** Of this process alone. */
  static RequestTimes inMemory() {
    return new RequestTimes(ByteBuffer.allocate(BYTES).asLongBuffer(), null);
  }

  /**
   * In this file, which is made when absent, and made anew when it holds something else.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  static RequestTimes in(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      LongBuffer words = file.map(FileChannel.MapMode.READ_WRITE, 0, BYTES).asLongBuffer();
      RequestTimes times = new RequestTimes(words, file);
      times.exclusively(times::check);
      return times;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot keep the times of market requests in '%s'".formatted(path), e);
    }
  }

  private boolean check() {
    boolean ours = words.get(FORM_AT) == FORM && words.get(COUNT_AT) >= 0;
    if (!ours) {
      words.put(COUNT_AT, 0).put(PAUSE_AT, 0).put(FORM_AT, FORM);
    }
    return ours;
  }

  /** Does something that no other process does at the same time. */
  <T> T exclusively(Supplier<T> work) {
    if (file == null) {
      return work.get();
    }
    try (FileLock lock = file.lock()) {
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock the file of market request times", e);
    }
  }

  /** When the request was sent that is so far back, 1 for the newest; 0 when there were fewer. */
  long last(int back) {
    long count = words.get(COUNT_AT);
    return count < back ? 0 : words.get(HEAD + (int) ((count - back) % CAPACITY));
  }

  void add(long millis) {
    long count = words.get(COUNT_AT);
    words.put(HEAD + (int) (count % CAPACITY), millis);
    words.put(COUNT_AT, count + 1);
  }

  long pausedUntil() {
    return words.get(PAUSE_AT);
  }

  void pauseUntil(long millis) {
    words.put(PAUSE_AT, millis);
  }
}
