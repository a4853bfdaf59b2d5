package io.ticklake.archive;

import io.ticklake.component.kafkaslice.ObjectBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * An object of text under way: lines are gathered before they reach the compressor, which is slow
 * with small pieces. A line is put down, looked at where it lies, and then kept or not. Used by one
 * thread.
 */
final class CompressedText implements AutoCloseable {
  // 64 KB is where a larger buffer stops to gain (measured with deflate and zstd).
  private static final int GATHER = 64 << 10;

  private final ByteChunks chunks = new ByteChunks();
  private final OutputStream compressor;
  private final long fixed;
  private byte[] gathered = new byte[GATHER];
  private int used;

  CompressedText(Codec codec) {
    try {
      compressor = codec.open(chunks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fixed = codec.memory();
  }

  /**
   * Makes room for a line of this many bytes, and {@link JsonScan#SLACK} more, at {@link #end}.
   *
   * @return the array to write into
   */
  byte[] room(int length) {
    int wanted = Math.addExact(length, JsonScan.SLACK);
    if (wanted > gathered.length - used) {
      drain();
      if (wanted > gathered.length || gathered.length > GATHER) {
        gathered = new byte[Math.max(wanted, GATHER)];
      }
    }
    return gathered;
  }

  /** Where the next line begins. */
  int end() {
    return used;
  }

  /** Keeps what was written up to there. */
  void keep(int end) {
    used = end;
  }

  /**
   * Puts down a value and a line feed; the buffer's own position stays.
   *
   * @return the array, in which it begins at {@link #end}
   */
  byte[] putDown(ByteBuffer value) {
    int length = value.remaining();
    byte[] text = room(length + 1);
    value.get(value.position(), text, used, length);
    text[used + length] = '\n';
    return text;
  }

  long bufferedBytes() {
    return chunks.capacity() + gathered.length + fixed;
  }

  ObjectBytes finish() throws IOException {
    drain();
    compressor.close();
    return chunks.finish();
  }

  /** Frees the compressor's native memory. May be called again, and after {@link #finish}. */
  @Override
  public void close() {
    try {
      compressor.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drain() {
    try {
      compressor.write(gathered, 0, used);
      used = 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compress in memory", e);
    }
  }
}
