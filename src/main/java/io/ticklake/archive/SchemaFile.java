package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds and reads schema files. */
final class SchemaFile {
  // Relative, and never upwards: a route names files of this program only.
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-]+/)*[A-Za-z0-9_.-]+\\.json");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private SchemaFile() {}

  /**
   * Reads a schema from the working directory, or from the class path if it is not there.
   *
   * @param name for example {@code schemas/trades.json}
   * @throws IllegalArgumentException that says what is wrong, and where
   */
  static Schema read(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Schema file '" + name + "' is no relative path like schemas/trades.json.");
    }
    Path beside = Path.of(name);
    if (Files.isDirectory(beside)) {
      throw new IllegalArgumentException(
          "Schema file '%s' is a directory, in '%s'."
              .formatted(name, Path.of("").toAbsolutePath()));
    }
    try (InputStream file =
        Files.exists(beside)
            ? Files.newInputStream(beside)
            : SchemaFile.class.getResourceAsStream("/" + name)) {
      return read(name, file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read schema file '" + name + "'", e);
    }
  }

  private static Schema read(String name, @Nullable InputStream file) throws IOException {
    if (file == null) {
      throw new IllegalArgumentException(
          "Schema file '%s' is absent: it is neither in '%s' nor in the program."
              .formatted(name, Path.of("").toAbsolutePath()));
    }
    try {
      return JSON.readValue(file, Schema.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Schema file '%s'%s: %s".formatted(name, place(e), e.getOriginalMessage()), e);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String line = location == null ? "" : ", line " + location.getLineNr();
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return line
          + ", "
          + mapping.getPath().stream()
              .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
              .collect(Collectors.joining("."));
    }
    return line;
  }
}
