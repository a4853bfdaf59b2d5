package io.ticklake.embedded.glue.crawl;

import io.ticklake.embedded.storage.ObjectStore;
import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * Learns from one object. What it learned is kept while the object's ETag stays the same, so a
 * further crawl reads only what is new. Any number of threads may call it.
 */
final class Sampler {
  /** About 100 MB at worst; a larger lake is read again in part. */
  private static final int MAX_KNOWN = 100_000;

  private static final byte[] PARQUET_MAGIC = {'P', 'A', 'R', '1'};

  private final ObjectStore store;
  private final Map<StoredObject, Sample> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StoredObject, Sample> eldest) {
              return size() > MAX_KNOWN;
            }
          });

  Sampler(ObjectStore store) {
    this.store = store;
  }

  Sample sample(StoredObject object) throws IOException {
    var before = known.get(object);
    if (before != null) {
      return before;
    }
    var sample = read(object);
    known.put(object, sample);
    return sample;
  }

  private Sample read(StoredObject object) throws IOException {
    try (var bytes = new SampleBytes(store.open(object))) {
      bytes.grow();
      if (startsLikeParquet(bytes.bytes())) {
        return ParquetSampler.sample(store.file(object));
      }
      var json = JsonSampler.sample(bytes, object.size());
      if (json.isPresent()) {
        return json.get();
      }
      return CsvSampler.sample(bytes, object.size()).orElse(Sample.unknown(bytes.compression()));
    } catch (ZipException | EOFException e) {
      // Begins like gzip and is not, or is cut off.
      return Sample.unknown(Compression.NONE);
    }
  }

  private static boolean startsLikeParquet(byte[] bytes) {
    for (var i = 0; i < PARQUET_MAGIC.length; i++) {
      if (i >= bytes.length || bytes[i] != PARQUET_MAGIC[i]) {
        return false;
      }
    }
    return true;
  }
}
