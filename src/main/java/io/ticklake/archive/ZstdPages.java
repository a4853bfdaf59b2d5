package io.ticklake.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Packs and unpacks Parquet's pages with zstd-jni, which Kafka brings. Parquet's own factory needs
 * Hadoop. Its native context lives from the first page to {@link #release}.
 */
final class ZstdPages
    implements CompressionCodecFactory, CompressionCodecFactory.BytesInputCompressor {
  private final int level;
  private @Nullable ZstdCompressCtx context;

  ZstdPages(int level) {
    this.level = level;
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    if (context == null) {
      context = new ZstdCompressCtx();
      context.setLevel(level);
    }
    // On the heap, so its buffers have arrays and need no release.
    ByteBuffer plain = page.toByteBuffer(new HeapByteBufferAllocator(), released -> {});
    byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(plain.remaining()))];
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
    if (codec != CompressionCodecName.ZSTD) {
      throw new UnsupportedOperationException("Pages are zstd, not " + codec);
    }
    return this;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("ParquetChunk reads pages by itself");
  }

  /** The plain bytes of a page. */
  static byte[] expand(byte[] page, int plainSize) throws IOException {
    byte[] plain = new byte[plainSize];
    long size = Zstd.decompressByteArray(plain, 0, plain.length, page, 0, page.length);
    if (Zstd.isError(size) || size != plainSize) {
      throw new IOException("a page does not decompress to its %d bytes".formatted(plainSize));
    }
    return plain;
  }

  @Override
  public void release() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
