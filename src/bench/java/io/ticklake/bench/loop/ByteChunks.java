package io.ticklake.bench.loop;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.http.ContentStreamProvider;

/** A growing object; put as it lies, never copied into one array. */
final class ByteChunks extends OutputStream implements ContentStreamProvider {
  // Half a G1 region at -Xmx384m is 512 KB: arrays from there on are costly to that collector.
  private static final int CHUNK = 256 << 10;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] open = new byte[CHUNK];
  private int used;

  @Override
  public void write(int b) {
    if (used == CHUNK) {
      next();
    }
    open[used++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (used == CHUNK) {
        next();
      }
      int part = Math.min(left, CHUNK - used);
      System.arraycopy(source, from, open, used, part);
      used += part;
      from += part;
      left -= part;
    }
  }

  private void next() {
    full.add(open);
    open = new byte[CHUNK];
    used = 0;
  }

  long size() {
    return (long) full.size() * CHUNK + used;
  }

  @Override
  public InputStream newStream() {
    List<InputStream> parts = new ArrayList<>();
    full.forEach(chunk -> parts.add(new ByteArrayInputStream(chunk)));
    parts.add(new ByteArrayInputStream(open, 0, used));
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}
