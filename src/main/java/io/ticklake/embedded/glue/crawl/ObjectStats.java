package io.ticklake.embedded.glue.crawl;

/**
 * What crawlers count. Of compressed and of large text, records are an estimate.
 *
 * @param plainBytes uncompressed, estimated like the records
 * @param storedBytes as listed
 */
public record ObjectStats(long objects, long records, long plainBytes, long storedBytes) {
  static final ObjectStats NOTHING = new ObjectStats(0, 0, 0, 0);

  static ObjectStats of(Crawlable crawlable) {
    var sample = crawlable.sample();
    return new ObjectStats(
        1,
        sample.records(),
        sample.records() * sample.averageRecordSize(),
        crawlable.object().size());
  }

  ObjectStats plus(ObjectStats other) {
    return new ObjectStats(
        objects + other.objects,
        records + other.records,
        plainBytes + other.plainBytes,
        storedBytes + other.storedBytes);
  }

  /** Uncompressed bytes of a record; 0 without records. */
  public long averageRecordSize() {
    return records == 0 ? 0 : plainBytes / records;
  }
}
