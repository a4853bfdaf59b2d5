package io.ticklake.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** One column of a row group: its pages, checked and decompressed. */
final class ParquetChunk implements PageReader {
  private final ColumnChunkMetaData chunk;
  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private final Deque<DataPage> pages = new ArrayDeque<>();
  private @Nullable DictionaryPage dictionary;
  private long values;

  ParquetChunk(byte[] object, ColumnChunkMetaData chunk) throws IOException {
    this.chunk = chunk;
    long end = chunk.getStartingPos() + chunk.getTotalSize();
    if (chunk.getCodec() != CompressionCodecName.ZSTD || end > object.length) {
      throw damaged("does not lie in the object");
    }
    ByteArrayInputStream in =
        new ByteArrayInputStream(
            object, Math.toIntExact(chunk.getStartingPos()), Math.toIntExact(chunk.getTotalSize()));
    while (in.available() > 0) {
      readPage(in);
    }
    if (values != chunk.getValueCount()) {
      throw damaged("has %d values, its footer says %d".formatted(values, chunk.getValueCount()));
    }
  }

  private void readPage(ByteArrayInputStream in) throws IOException {
    PageHeader header = Util.readPageHeader(in);
    byte[] packed = in.readNBytes(header.getCompressed_page_size());
    if (packed.length != header.getCompressed_page_size()) {
      throw damaged("ends within a page");
    }
    CRC32 crc = new CRC32();
    crc.update(packed);
    if (!header.isSetCrc() || header.getCrc() != (int) crc.getValue()) {
      throw damaged("has a page whose checksum differs");
    }
    BytesInput plain =
        BytesInput.from(ZstdPages.expand(packed, header.getUncompressed_page_size()));
    switch (header.getType()) {
      case DICTIONARY_PAGE -> dictionary = dictionary(plain, header.getDictionary_page_header());
      case DATA_PAGE -> pages.add(data(plain, header.getData_page_header()));
      default -> throw damaged("has a page of type " + header.getType());
    }
  }

  private DictionaryPage dictionary(BytesInput plain, DictionaryPageHeader header) {
    Encoding encoding = converter.getEncoding(header.getEncoding());
    return new DictionaryPage(plain, header.getNum_values(), encoding);
  }

  private DataPage data(BytesInput plain, DataPageHeader header) {
    values += header.getNum_values();
    return new DataPageV1(
        plain,
        header.getNum_values(),
        Math.toIntExact(plain.size()),
        Statistics.createStats(chunk.getPrimitiveType()),
        converter.getEncoding(header.getRepetition_level_encoding()),
        converter.getEncoding(header.getDefinition_level_encoding()),
        converter.getEncoding(header.getEncoding()));
  }

  private IOException damaged(String what) {
    return new IOException("column '" + chunk.getPath().toDotString() + "' " + what);
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public @Nullable DataPage readPage() {
    return pages.poll();
  }
}
