package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** One JSON document a file, replaced whole: a crash leaves the old one or the new one. */
final class JsonFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private JsonFiles() {}

  /** A file for any name that Glue takes, slashes and dots included. */
  static Path file(Path dir, String name) {
    return dir.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8) + SUFFIX);
  }

  /** A directory for any name that Glue takes; the suffix keeps {@code ..} inside. */
  static Path directory(Path dir, String name) {
    return dir.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8) + ".db");
  }

  static void write(Path file, JsonNode document) {
    try {
      var dir = file.toAbsolutePath().getParent();
      Files.createDirectories(dir);
      var temporary = Files.createTempFile(dir, ".", ".tmp");
      try {
        // A plain stream: the interrupt that stops a crawl would close a channel half-way.
        try (var stream = new FileOutputStream(temporary.toFile())) {
          stream.write(JSON.writeValueAsBytes(document));
        }
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write '" + file + "': " + e.getMessage(), e);
    }
  }

  static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new IOException(
          "Cannot read '" + file + "' as JSON: delete it or restore it (" + e.getMessage() + ")",
          e);
    }
  }

  static List<Path> documents(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete '" + file + "': " + e.getMessage(), e);
    }
  }
}
