package io.ticklake.embedded.glue.crawl;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.LocalInputFile;

/** Reads the footer of a Parquet file, without Hadoop. */
final class ParquetSampler {
  private static final ParquetReadOptions OPTIONS =
      ParquetReadOptions.builder(new PlainParquetConfiguration()).build();

  private ParquetSampler() {}

  /** Rows are exact; Glue calls Parquet uncompressed whatever its pages are. */
  static Sample sample(Path file) throws IOException {
    try (var reader = ParquetFileReader.open(new LocalInputFile(file), OPTIONS)) {
      var rows = reader.getRecordCount();
      var bytes = reader.getRowGroups().stream().mapToLong(BlockMetaData::getTotalByteSize).sum();
      return new Sample(
          Classification.PARQUET,
          Compression.NONE,
          ParquetTypes.fields(reader.getFileMetaData().getSchema()),
          rows,
          rows == 0 ? 0 : bytes / rows,
          CsvShape.NONE);
    } catch (RuntimeException e) {
      // What the reader throws at bytes that only begin like Parquet.
      return Sample.unknown(Compression.NONE);
    }
  }
}
