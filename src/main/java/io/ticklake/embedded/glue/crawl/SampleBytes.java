package io.ticklake.embedded.glue.crawl;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The beginning of one object, decompressed, read as far as somebody asks for. */
final class SampleBytes implements AutoCloseable {
  /** Crawlers read the first MB, and one more at a time while that is not enough. */
  static final int STEP = 1 << 20;

  static final int LIMIT = 10 * STEP;

  private final Counting stored;
  private final InputStream plain;
  private final Compression compression;
  private byte[] bytes = new byte[0];
  private boolean complete;

  SampleBytes(InputStream object) throws IOException {
    stored = new Counting(object);
    var buffered = new BufferedInputStream(stored, 1 << 16);
    buffered.mark(2);
    var gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    compression = gzip ? Compression.GZIP : Compression.NONE;
    plain = gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  Compression compression() {
    return compression;
  }

  /** Reads one step more, if there is more and the limit is not reached. */
  boolean grow() throws IOException {
    if (complete || bytes.length >= LIMIT) {
      return false;
    }
    var more = plain.readNBytes(STEP);
    complete = more.length < STEP;
    var all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, all, bytes.length, more.length);
    bytes = all;
    return more.length > 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Whether {@link #bytes} is the whole object. */
  boolean complete() {
    return complete;
  }

  /** How many records the whole object has, when its first so many plain bytes hold so many. */
  long estimate(long records, long plainBytes, long storedSize) {
    var storedBytes = (double) plainBytes * stored.count / bytes.length;
    return (long) (storedSize * (records / storedBytes));
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
