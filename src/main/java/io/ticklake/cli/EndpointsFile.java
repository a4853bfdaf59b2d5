package io.ticklake.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code <data-dir>/endpoints.env}: where a running program's services are and the keys they
 * accept, as a shell reads it ({@code set -a; . endpoints.env}). Only its owner can read it. It
 * outlives the program, for its keys are used again.
 */
public final class EndpointsFile {
  private static final String NAME = "endpoints.env";

  private final Path file;

  public EndpointsFile(Path dataDir) {
    this.file = dataDir.resolve(NAME);
  }

  public Path path() {
    return file;
  }

  /** The file's variables; none when it does not exist. */
  public Map<String, String> read() throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .filter(line -> line.indexOf('=') > 0 && !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> unquote(line.substring(line.indexOf('=') + 1)),
                (first, second) -> second));
  }

  /** Replaces the file at once, so that no reader sees half of it. */
  public void write(Map<String, String> variables) throws IOException {
    StringBuilder text =
        new StringBuilder("# Written by ticklake at every start. Use: set -a; . ")
            .append(file)
            .append('\n');
    new TreeMap<>(variables)
        .forEach((name, value) -> text.append(name).append('=').append(quote(value)).append('\n'));
    Path fresh = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String quote(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private static String unquote(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("'") && value.endsWith("'");
    return quoted ? value.substring(1, value.length() - 1).replace("'\\''", "'") : value;
  }
}
