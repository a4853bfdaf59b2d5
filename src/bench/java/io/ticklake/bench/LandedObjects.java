package io.ticklake.bench;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads back what a run has stored, counts it and removes it. */
final class LandedObjects {
  // <topic>+<tag>+<partition>+<first offset>.<extension>
  private static final Pattern NAME = Pattern.compile(".*\\+(\\d+)\\+\\d{20}\\.[a-z.]+");

  private final S3Client s3;
  private final String bucket;
  private final List<S3Object> objects;

  LandedObjects(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.objects =
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
            .toList();
  }

  long count() {
    return objects.size();
  }

  long bytes() {
    return objects.stream().mapToLong(S3Object::size).sum();
  }

  /** Rows of all objects by partition; under -1 those of objects whose keys do not say it. */
  Map<Integer, Long> rows(Coding coding) throws IOException {
    Map<Integer, Long> rows = new TreeMap<>();
    for (S3Object object : objects) {
      Matcher name = NAME.matcher(object.key());
      int partition = name.matches() ? Integer.parseInt(name.group(1)) : -1;
      byte[] bytes =
          s3.getObjectAsBytes(r -> r.bucket(bucket).key(object.key())).asByteArrayUnsafe();
      rows.merge(partition, rows(bytes, coding), Long::sum);
    }
    return rows;
  }

  private static long rows(byte[] object, Coding coding) throws IOException {
    InputStream in = new ByteArrayInputStream(object);
    return switch (coding) {
      case NONE -> lines(in);
      case GZIP_1, GZIP_6 -> lines(new GZIPInputStream(in, 64 << 10));
      case ZSTD_1 -> lines(new ZstdInputStream(in));
      case PARQUET_ZSTD -> ParquetRows.of(object);
    };
  }

  private static long lines(InputStream text) throws IOException {
    try (InputStream in = new BufferedInputStream(text)) {
      byte[] buffer = new byte[64 << 10];
      long lines = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
      }
      return lines;
    }
  }

  void remove() {
    objects.forEach(object -> s3.deleteObject(r -> r.bucket(bucket).key(object.key())));
  }
}
