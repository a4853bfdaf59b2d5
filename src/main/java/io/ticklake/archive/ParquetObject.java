package io.ticklake.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet object in memory, read back value by value. Parquet's own file reader cannot be had
 * without Hadoop's classes (its options load them), so footer and pages are found here and decoded
 * by Parquet.
 */
final class ParquetObject {
  // From Parquet's format: https://parquet.apache.org/docs/file-format/
  private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
  private static final int MAGIC_LENGTH = 4;
  private static final int TAIL_LENGTH = 2 * MAGIC_LENGTH;

  private final byte[] object;
  private final ByteBuffer bytes;

  ParquetObject(byte[] object) {
    this.object = object;
    this.bytes = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Decodes every value of every column, with the pages' checksums.
   *
   * @return rows
   * @throws IOException when it is damaged or has other columns
   */
  long count(MessageType expected) throws IOException {
    try {
      ParquetMetadata footer = footer();
      MessageType found = footer.getFileMetaData().getSchema();
      if (!found.equals(expected)) {
        throw new IOException("its columns are %s, expected %s".formatted(found, expected));
      }
      long rows = 0;
      for (BlockMetaData block : footer.getBlocks()) {
        readValues(new Group(block, found), found, footer);
        rows += block.getRowCount();
      }
      return rows;
    } catch (RuntimeException e) {
      // Parquet and Thrift tell of damage by many kinds of them.
      throw new IOException("the Parquet object is damaged: " + e, e);
    }
  }

  private ParquetMetadata footer() throws IOException {
    if (object.length < MAGIC_LENGTH + TAIL_LENGTH
        || bytes.getInt(0) != MAGIC
        || bytes.getInt(object.length - MAGIC_LENGTH) != MAGIC) {
      throw new IOException("it does not begin and end as Parquet does");
    }
    int end = object.length - TAIL_LENGTH;
    int length = bytes.getInt(end);
    if (length <= 0 || length > end - MAGIC_LENGTH) {
      throw new IOException("its footer cannot have %d bytes".formatted(length));
    }
    return new ParquetMetadataConverter()
        .fromParquetMetadata(
            Util.readFileMetaData(new ByteArrayInputStream(object, end - length, length)));
  }

  private static void readValues(Group group, MessageType type, ParquetMetadata footer)
      throws IOException {
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(type).getRootConverter(),
            type,
            String.valueOf(footer.getFileMetaData().getCreatedBy()));
    for (ColumnDescriptor column : type.getColumns()) {
      long found = group.getPageReader(column).getTotalValueCount();
      if (found != group.getRowCount()) {
        throw new IOException(
            "column '%s' has %d values in %d rows"
                .formatted(column.getPath()[0], found, group.getRowCount()));
      }
      ColumnReader values = store.getColumnReader(column);
      for (long i = 0; i < group.getRowCount(); i++) {
        if (values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
          values.writeCurrentValueToConverter();
        }
        values.consume();
      }
    }
  }

  /** The columns of one row group. */
  private final class Group implements PageReadStore {
    private final long rows;
    private final Map<String, PageReader> chunks = new HashMap<>();

    Group(BlockMetaData block, MessageType type) throws IOException {
      rows = block.getRowCount();
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        chunks.put(chunk.getPath().toDotString(), new ParquetChunk(object, chunk));
      }
      if (chunks.size() != type.getFieldCount()) {
        throw new IOException("a row group has %d columns".formatted(chunks.size()));
      }
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
      PageReader chunk = chunks.get(String.join(".", column.getPath()));
      if (chunk == null) {
        throw new IllegalArgumentException("a row group lacks " + column);
      }
      return chunk;
    }

    @Override
    public long getRowCount() {
      return rows;
    }
  }
}
