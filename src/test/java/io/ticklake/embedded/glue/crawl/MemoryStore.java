package io.ticklake.embedded.glue.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.embedded.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A bucket in memory that counts how often objects are read. */
final class MemoryStore implements ObjectStore {
  final AtomicInteger reads = new AtomicInteger();
  private final Path dir;
  private final TreeMap<String, byte[]> objects = new TreeMap<>();

  MemoryStore(Path dir) {
    this.dir = dir;
  }

  MemoryStore text(String key, String... lines) {
    objects.put(key, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    return this;
  }

  MemoryStore gzip(String key, String... lines) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }
    objects.put(key, bytes.toByteArray());
    return this;
  }

  MemoryStore bytes(String key, byte[] bytes) {
    objects.put(key, bytes);
    return this;
  }

  @Override
  public List<StoredObject> list(String bucket, String prefix) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(
            entry ->
                new StoredObject(
                    bucket,
                    entry.getKey(),
                    entry.getValue().length,
                    "\"" + Arrays.hashCode(entry.getValue()) + "\""))
        .toList();
  }

  @Override
  public InputStream open(StoredObject object) {
    reads.incrementAndGet();
    return new ByteArrayInputStream(objects.get(object.key()));
  }

  @Override
  public Path file(StoredObject object) throws IOException {
    return Files.write(dir.resolve(object.key().replace('/', '_')), objects.get(object.key()));
  }

  @Override
  public void put(String bucket, String key, byte[] body, String contentType) {
    objects.put(key, body);
  }
}
