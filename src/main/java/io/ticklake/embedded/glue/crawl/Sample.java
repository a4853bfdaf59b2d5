package io.ticklake.embedded.glue.crawl;

import java.util.List;

/**
 * What was learned from one object.
 *
 * @param fields in order of first appearance, names as in the data
 * @param records exact if the sample was the whole object, else estimated from its size
 * @param averageRecordSize uncompressed bytes
 */
record Sample(
    Classification classification,
    Compression compression,
    List<Field> fields,
    long records,
    long averageRecordSize,
    CsvShape csv) {
  Sample {
    fields = List.copyOf(fields);
  }

  static Sample unknown(Compression compression) {
    return new Sample(Classification.UNKNOWN, compression, List.of(), 0, 0, CsvShape.NONE);
  }

  /** The same of an object of other size that was not read. */
  Sample scaled(long size, long ofSize) {
    var scaled = ofSize == 0 ? 0 : (long) (records * ((double) size / ofSize));
    return new Sample(classification, compression, fields, scaled, averageRecordSize, csv);
  }

  /** What objects of one table have in common. */
  Kind kind() {
    return new Kind(classification, compression, csv.delimiter());
  }
}
