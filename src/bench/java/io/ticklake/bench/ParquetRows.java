package io.ticklake.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Util;

/**
 * Rows of a Parquet object as its footer says them; nothing is decompressed. Parquet's own reader
 * would load Hadoop's classes.
 */
final class ParquetRows {
  // The length of the footer and the magic number end every Parquet object.
  private static final int TAIL = 8;

  private ParquetRows() {}

  static long of(byte[] object) throws IOException {
    int tail = object.length - TAIL;
    int length = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
    return Util.readFileMetaData(new ByteArrayInputStream(object, tail - length, length))
        .getNum_rows();
  }
}
