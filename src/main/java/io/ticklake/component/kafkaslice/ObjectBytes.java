package io.ticklake.component.kafkaslice;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A whole object as its encoder has left it: pieces that are never joined. One array of an object's
 * size is what a heap of a few hundred megabytes has no room for when several slices end together.
 */
public final class ObjectBytes {
  private final List<byte[]> pieces;
  private final long size;

  /**
   * Takes over the pieces; nobody may change them any more.
   *
   * @param size bytes that count; the last piece may be longer
   */
  public ObjectBytes(List<byte[]> pieces, long size) {
    this.pieces = List.copyOf(pieces);
    this.size = size;
  }

  /** An object of one piece. */
  public static ObjectBytes of(byte[] whole) {
    return new ObjectBytes(List.of(whole), whole.length);
  }

  /** Its length in bytes. */
  public long size() {
    return size;
  }

  /** Reads it from its begin. */
  public InputStream open() {
    List<InputStream> parts = new ArrayList<>(pieces.size());
    long left = size;
    for (byte[] piece : pieces) {
      parts.add(new ByteArrayInputStream(piece, 0, (int) Math.min(piece.length, left)));
      left -= Math.min(piece.length, left);
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  /**
   * All bytes, copied.
   *
   * @throws ArithmeticException above 2 GB, which no slice may reach
   */
  public byte[] toByteArray() {
    byte[] all = new byte[Math.toIntExact(size)];
    int at = 0;
    for (byte[] piece : pieces) {
      int part = Math.min(piece.length, all.length - at);
      System.arraycopy(piece, 0, all, at, part);
      at += part;
    }
    return all;
  }
}
