package io.ticklake.embedded.glue.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Reads the footer of a Parquet file: at its end stand the footer, its length in four bytes, and
 * {@code PAR1}. The structures are read directly, because parquet-hadoop's reader loads classes of
 * Hadoop that are not there.
 */
final class ParquetSampler {
  private static final int TAIL = 8;
  private static final String MAGIC = "PAR1";

  private ParquetSampler() {}

  /** Rows are exact; Glue calls Parquet uncompressed whatever its pages are. */
  static Sample sample(Path file) throws IOException {
    var footer = footer(file);
    if (footer.length == 0) {
      return Sample.unknown(Compression.NONE);
    }
    FileMetaData data;
    try {
      data = Util.readFileMetaData(new ByteArrayInputStream(footer));
    } catch (IOException e) {
      // Ends like Parquet, and is none.
      return Sample.unknown(Compression.NONE);
    }
    var rows = data.getNum_rows();
    var bytes = data.getRow_groups().stream().mapToLong(RowGroup::getTotal_byte_size).sum();
    return new Sample(
        Classification.PARQUET,
        Compression.NONE,
        ParquetTypes.fields(data.getSchema()),
        rows,
        rows == 0 ? 0 : bytes / rows,
        CsvShape.NONE);
  }

  /** Empty if the file does not end as Parquet does. */
  private static byte[] footer(Path file) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < TAIL) {
        return new byte[0];
      }
      var tail = new byte[TAIL];
      in.seek(in.length() - TAIL);
      in.readFully(tail);
      var length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      var magic = new String(tail, 4, 4, StandardCharsets.US_ASCII);
      if (!magic.equals(MAGIC) || length < 0 || length > in.length() - TAIL) {
        return new byte[0];
      }
      var footer = new byte[length];
      in.seek(in.length() - TAIL - length);
      in.readFully(footer);
      return footer;
    }
  }
}
