package io.ticklake.bench.loop;

import io.ticklake.bench.Coding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** One object under way. */
interface LoopObject {
  /** Appends one record's value. */
  void append(ByteBuffer value);

  /** The whole object. */
  ByteChunks finish() throws IOException;

  /** An empty object of this kind. */
  static LoopObject of(Coding coding) {
    try {
      return coding == Coding.PARQUET_ZSTD ? new LoopParquet() : new LoopLines(coding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
