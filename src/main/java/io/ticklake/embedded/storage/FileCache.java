package io.ticklake.embedded.storage;

import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The local copies of objects: which there are, how large, when last used. A copy's name is made of
 * bucket, key and ETag, so a changed object has another file. The order of use survives a restart
 * through the files' modification times. Locks itself.
 */
final class FileCache {
  /** A file that was handed out may not be open yet; no query waits longer than this for a turn. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final String TEMPORARY = ".tmp";

  /** The end of the key's name that stays readable, its extension above all. */
  private static final int READABLE = 60;

  private final Path dir;
  private final long maxBytes;
  private final Clock clock;
  private final LinkedHashMap<Path, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Copy(long size, Instant lastUse) {}

  FileCache(Path dir, long maxBytes, Clock clock) {
    this.dir = dir;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  static FileCache open(Path dir, long maxBytes) throws IOException {
    return open(dir, maxBytes, Clock.systemUTC());
  }

  static FileCache open(Path dir, long maxBytes, Clock clock) throws IOException {
    Files.createDirectories(dir);
    var cache = new FileCache(dir, maxBytes, clock);
    cache.load();
    return cache;
  }

  Path path(StoredObject object) {
    var identity = String.join("\n", object.bucket(), object.key(), object.etag());
    var name = object.key().substring(object.key().lastIndexOf('/') + 1);
    var readable =
        name.substring(Math.max(0, name.length() - READABLE)).replaceAll("[^A-Za-z0-9.=+-]", "_");
    return dir.resolve(digest(identity) + "-" + readable);
  }

  Path temporary() throws IOException {
    return Files.createTempFile(dir, "", TEMPORARY);
  }

  /** Whether the copy is there; notes the use. */
  synchronized boolean use(Path file) throws IOException {
    var copy = copies.get(file);
    if (copy == null) {
      return false;
    }
    if (!Files.exists(file)) {
      // Somebody tidied up behind us.
      forget(file);
      return false;
    }
    note(file, copy.size());
    return true;
  }

  synchronized void add(Path file) throws IOException {
    var size = Files.size(file);
    forget(file);
    note(file, size);
    bytes += size;
    evict();
  }

  private void note(Path file, long size) throws IOException {
    var now = clock.instant();
    copies.put(file, new Copy(size, now));
    Files.setLastModifiedTime(file, FileTime.from(now));
  }

  private void evict() throws IOException {
    var spare = clock.instant().minus(GRACE);
    var eldestFirst = copies.entrySet().iterator();
    while (bytes > maxBytes && eldestFirst.hasNext()) {
      var eldest = eldestFirst.next();
      if (eldest.getValue().lastUse().isAfter(spare)) {
        return;
      }
      Files.deleteIfExists(eldest.getKey());
      bytes -= eldest.getValue().size();
      eldestFirst.remove();
    }
  }

  private void forget(Path file) {
    var old = copies.remove(file);
    bytes -= old == null ? 0 : old.size();
  }

  private synchronized void load() throws IOException {
    var found = new HashMap<Path, Copy>();
    try (var files = Files.newDirectoryStream(dir)) {
      for (var file : files) {
        if (file.toString().endsWith(TEMPORARY)) {
          Files.delete(file);
        } else {
          var lastUse = Files.getLastModifiedTime(file).toInstant();
          found.put(file, new Copy(Files.size(file), lastUse));
        }
      }
    }
    found.entrySet().stream()
        .sorted(Map.Entry.comparingByValue((a, b) -> a.lastUse().compareTo(b.lastUse())))
        .forEach(
            entry -> {
              copies.put(entry.getKey(), entry.getValue());
              bytes += entry.getValue().size();
            });
    evict();
  }

  private static String digest(String identity) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var hash = sha.digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
