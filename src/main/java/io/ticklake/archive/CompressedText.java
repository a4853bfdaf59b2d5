package io.ticklake.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * An object of text under way: small pieces are gathered before they reach the compressor, which is
 * slow with small ones. Used by one thread.
 */
final class CompressedText extends OutputStream {
  // 64 KB is where a larger buffer stops to gain (measured with deflate and zstd).
  private static final int GATHER = 64 << 10;

  private final byte[] gathered = new byte[GATHER];
  private final ByteChunks chunks = new ByteChunks();
  private final OutputStream compressor;
  private final long fixed;
  private int used;

  CompressedText(Codec codec) {
    try {
      compressor = codec.open(chunks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fixed = codec.memory() + GATHER;
  }

  /** Appends bytes of a buffer by absolute positions; the buffer's own position stays. */
  void put(ByteBuffer source, int from, int to) {
    int at = from;
    while (at < to) {
      if (used == GATHER) {
        drain();
      }
      int part = Math.min(to - at, GATHER - used);
      source.get(at, gathered, used, part);
      used += part;
      at += part;
    }
  }

  @Override
  public void write(int b) {
    if (used == GATHER) {
      drain();
    }
    gathered[used++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    put(ByteBuffer.wrap(source), offset, offset + length);
  }

  long bufferedBytes() {
    return chunks.capacity() + fixed;
  }

  byte[] finish() throws IOException {
    drain();
    compressor.close();
    return chunks.toByteArray();
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
