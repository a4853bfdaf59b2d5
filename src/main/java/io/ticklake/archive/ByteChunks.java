package io.ticklake.archive;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing object in memory. Grows by whole chunks, so that nothing is copied before {@link
 * #toByteArray}: half the garbage of a doubling array.
 */
final class ByteChunks extends OutputStream {
  private static final int FIRST_CHUNK = 4 << 10;
  private static final int LARGEST_CHUNK = 1 << 20;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] open = new byte[FIRST_CHUNK];
  private int used;
  private long closedBytes;

  @Override
  public void write(int b) {
    if (used == open.length) {
      addChunk();
    }
    open[used++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (used == open.length) {
        addChunk();
      }
      int part = Math.min(left, open.length - used);
      System.arraycopy(source, from, open, used, part);
      used += part;
      from += part;
      left -= part;
    }
  }

  /** Bytes written. */
  long size() {
    return closedBytes + used;
  }

  /** Bytes of heap held. */
  long capacity() {
    return closedBytes + open.length;
  }

  /**
   * All bytes, copied.
   *
   * @throws ArithmeticException above 2 GB, which no slice may reach
   */
  byte[] toByteArray() {
    byte[] all = new byte[Math.toIntExact(size())];
    int at = 0;
    for (byte[] chunk : full) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    System.arraycopy(open, 0, all, at, used);
    return all;
  }

  private void addChunk() {
    full.add(open);
    closedBytes += open.length;
    open = new byte[Math.min(open.length * 2, LARGEST_CHUNK)];
    used = 0;
  }
}
