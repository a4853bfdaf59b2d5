package io.ticklake.archive;

import io.ticklake.component.kafkaslice.ObjectBytes;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** One Parquet object under way. Nothing of Hadoop is loaded: own output, own codec. */
final class ParquetEncoder implements ObjectEncoder {
  // Many encoders are open at once, one a partition and folder. A page is what is held uncompressed
  // for each column;
  // 256 KB keep that under 4 MB for a bar and cost no measurable size against Parquet's 1 MB.
  private static final int PAGE = 256 << 10;
  // Above it a group is closed. Pages of an open group are compressed already.
  private static final long ROW_GROUP = 32L << 20;
  // Column writers, dictionaries and first slabs, which Parquet's own figure leaves out. Measured
  // with the bars schema:
  // 245 KB with one row; 670 KB with 1,000 rows, when Parquet says 94 KB.
  private static final long FIXED = 512L << 10;

  private final ByteChunks chunks = new ByteChunks();
  private final ZstdPages codec;
  private final RowReader reader;
  private final ParquetWriter<Row> writer;

  ParquetEncoder(Schema schema, int level, RowReader reader) throws IOException {
    this.reader = reader;
    this.codec = new ZstdPages(level);
    this.writer =
        new Builder(schema)
            .withFile(new HeapOutputFile(chunks))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(codec)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withPageSize(PAGE)
            .withDictionaryPageSize(PAGE)
            .withRowGroupSize(ROW_GROUP)
            .build();
  }

  @Override
  public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
    // The whole row is read before anything is written, so poison leaves no trace.
    Row row = reader.read(JsonBytes.valueOf(record));
    try {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write Parquet in memory", e);
    }
  }

  @Override
  public long bufferedBytes() {
    return writer.getDataSize() + FIXED;
  }

  @Override
  public ObjectBytes finish() throws IOException {
    writer.close();
    return chunks.finish();
  }

  @Override
  public void close() {
    codec.release();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final Schema schema;

    Builder(Schema schema) {
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Abstract still, though deprecated.
    @SuppressWarnings("deprecation")
    @Override
    protected WriteSupport<Row> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      throw new UnsupportedOperationException("Hadoop is not there");
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration conf) {
      return new RowWriteSupport(schema);
    }
  }
}
