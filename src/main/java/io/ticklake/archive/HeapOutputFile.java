package io.ticklake.archive;

import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Parquet's output in memory. */
record HeapOutputFile(ByteChunks chunks) implements OutputFile {
  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return chunks.size();
      }

      @Override
      public void write(int b) {
        chunks.write(b);
      }

      @Override
      public void write(byte[] source, int offset, int length) {
        chunks.write(source, offset, length);
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
