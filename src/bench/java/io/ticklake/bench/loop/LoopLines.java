package io.ticklake.bench.loop;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.ticklake.bench.Coding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Values as lines, unchecked, through a gather buffer: compressors are slow with small pieces. */
final class LoopLines implements LoopObject {
  private static final int GATHER = 64 << 10;

  private final byte[] gathered = new byte[GATHER];
  private final ByteChunks chunks = new ByteChunks();
  private final OutputStream out;
  private int used;

  LoopLines(Coding coding) throws IOException {
    this.out =
        switch (coding) {
          case NONE -> chunks;
          case GZIP_1 -> new Gzip(chunks, 1);
          case GZIP_6 -> new Gzip(chunks, 6);
          case ZSTD_1 -> new ZstdOutputStreamNoFinalizer(chunks, 1);
          case PARQUET_ZSTD -> throw new IllegalArgumentException("not lines: " + coding);
        };
  }

  @Override
  public void append(ByteBuffer value) {
    int length = value.remaining();
    if (used + length >= GATHER) {
      drain();
    }
    if (length >= GATHER) {
      throw new IllegalArgumentException("A value of " + length + " bytes does not fit");
    }
    value.get(value.position(), gathered, used, length);
    gathered[used + length] = '\n';
    used += length + 1;
  }

  private void drain() {
    try {
      out.write(gathered, 0, used);
      used = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ByteChunks finish() throws IOException {
    drain();
    out.close();
    return chunks;
  }

  /** The JDK's stream has no level. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out, int level) throws IOException {
      super(out, 16 << 10);
      def.setLevel(level);
    }
  }
}
