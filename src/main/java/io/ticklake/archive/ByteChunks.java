package io.ticklake.archive;

import io.ticklake.component.kafkaslice.ObjectBytes;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A growing object in memory. Grows by whole chunks, so that nothing is ever copied. */
final class ByteChunks extends OutputStream {
  private static final int FIRST_CHUNK = 4 << 10;
  // From half a region on, which is 512 KB with a heap of up to 2 GB, G1 gives an array regions of
  // its own.
  private static final int LARGEST_CHUNK = 256 << 10;

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

  /** All bytes. No write follows. */
  ObjectBytes finish() {
    List<byte[]> pieces = new ArrayList<>(full);
    pieces.add(open);
    return new ObjectBytes(pieces, size());
  }

  private void addChunk() {
    full.add(open);
    closedBytes += open.length;
    open = new byte[Math.min(open.length * 2, LARGEST_CHUNK)];
    used = 0;
  }
}
