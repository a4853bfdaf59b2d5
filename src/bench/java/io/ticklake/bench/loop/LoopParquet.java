package io.ticklake.bench.loop;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** The same writer, pages and row groups as ticklake's; JSON goes straight into its columns. */
final class LoopParquet implements LoopObject {
  private static final int PAGE = 256 << 10;
  private static final long ROW_GROUP = 32L << 20;
  private static final int LEVEL = 3;

  private final ByteChunks chunks = new ByteChunks();
  private final ZstdPages pages = new ZstdPages();
  private final ParquetWriter<ByteBuffer> writer;

  LoopParquet() throws IOException {
    this.writer =
        new Builder()
            .withFile(new HeapOutput(chunks))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(pages)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withPageSize(PAGE)
            .withDictionaryPageSize(PAGE)
            .withRowGroupSize(ROW_GROUP)
            .build();
  }

  @Override
  public void append(ByteBuffer value) {
    try {
      writer.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ByteChunks finish() throws IOException {
    writer.close();
    pages.release();
    return chunks;
  }

  private static final class Builder extends ParquetWriter.Builder<ByteBuffer, Builder> {
    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ByteBuffer> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      throw new UnsupportedOperationException("Hadoop is not there");
    }

    @Override
    protected WriteSupport<ByteBuffer> getWriteSupport(ParquetConfiguration conf) {
      return new LoopColumns();
    }
  }

  private record HeapOutput(ByteChunks chunks) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
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
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
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

  private static final class ZstdPages
      implements CompressionCodecFactory, CompressionCodecFactory.BytesInputCompressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

    @Override
    public BytesInput compress(BytesInput page) {
      ByteBuffer plain = page.toByteBuffer(new HeapByteBufferAllocator(), released -> {});
      byte[] packed =
          new byte[Math.toIntExact(com.github.luben.zstd.Zstd.compressBound(plain.remaining()))];
      int size =
          context.compressByteArray(
              packed,
              0,
              packed.length,
              plain.array(),
              plain.arrayOffset() + plain.position(),
              plain.remaining());
      return BytesInput.from(packed, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return this;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("Parquet is only written here");
    }

    @Override
    public void release() {
      context.close();
    }
  }
}
