package io.ticklake.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Rows of a Parquet object as its footer says them; nothing is decompressed. */
final class ParquetRows {
  private ParquetRows() {}

  static long of(byte[] object) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new NoCodecs())
            .build();
    try (ParquetFileReader reader = new ParquetFileReader(new HeapFile(object), options)) {
      return reader.getRecordCount();
    }
  }

  private record HeapFile(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      ByteBufferInputStream in = ByteBufferInputStream.wrap(buffer);
      in.mark(bytes.length);
      return new DelegatingSeekableInputStream(in) {
        @Override
        public long getPos() {
          return in.position();
        }

        @Override
        public void seek(long position) throws IOException {
          in.reset();
          in.mark(bytes.length);
          in.skipFully(position);
        }
      };
    }
  }

  private static final class NoCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("Only footers are read");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("Only footers are read");
    }

    @Override
    public void release() {
      // holds nothing
    }
  }
}
