package io.ticklake.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which objects are being written. The file store writes the object {@code key} as a file {@code
 * key-<uuid>} beside it and renames it at the end; a list in between, or after the process was
 * killed, would show that file as an object. Each upload is noted in a file of its own while it
 * runs, so that the next start knows what to remove.
 *
 * <p>Thread-safe.
 */
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final Pattern UNFINISHED =
      Pattern.compile(
          "(.+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.DOTALL);

  private final Path notes;
  private final Map<Path, Target> running = new ConcurrentHashMap<>();

  Uploads(Path notes) {
    this.notes = notes;
  }

  private record Target(String bucket, String key) {}

  /** Notes an upload; the answer is its handle. */
  Path begin(String bucket, String key) {
    Path note = notes.resolve(UUID.randomUUID().toString());
    try {
      Files.writeString(note, bucket + "\n" + key, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot note the upload of '" + key + "'", e);
    }
    running.put(note, new Target(bucket, key));
    return note;
  }

  void end(Path handle) {
    running.remove(handle);
    try {
      Files.deleteIfExists(handle);
    } catch (IOException e) {
      // The next start finds nothing unfinished under its key, and removes the note.
      LOG.atWarn().setCause(e).addKeyValue("note", handle).log("note of an upload stays");
    }
  }

  /** Whether a file of this name can be an unfinished upload. */
  static boolean mayBeUnfinished(String key) {
    return UNFINISHED.matcher(key).matches();
  }

  /** Whether it can be that of an upload which runs now. */
  boolean isRunning(String bucket, String key) {
    Matcher name = UNFINISHED.matcher(key);
    return name.matches() && running.containsValue(new Target(bucket, name.group(1)));
  }

  /** Removes what uploads of a killed process left below the directory of buckets. */
  void removeLeftovers(Path buckets) throws IOException {
    for (Path note : files(notes)) {
      String[] target = Files.readString(note, UTF_8).split("\n", 2);
      // A note cut short by the kill: its upload had not begun.
      if (target.length == 2) {
        removeUnfinished(buckets.resolve(target[0]).resolve(target[1]));
      }
      Files.delete(note);
    }
  }

  private static void removeUnfinished(Path object) throws IOException {
    Path directory = object.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return;
    }
    for (Path file : files(directory)) {
      Matcher name = UNFINISHED.matcher(file.getFileName().toString());
      if (name.matches() && object.endsWith(name.group(1))) {
        Files.delete(file);
        LOG.atInfo().addKeyValue("file", file).log("unfinished upload of an earlier run removed");
      }
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
