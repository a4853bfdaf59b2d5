package io.ticklake.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The JVM line of a server, for every contender: what the production zip ships. */
public final class ServerJvm {
  private static final Path OPTIONS = Path.of("src/production/conf/jvm.options");

  private ServerJvm() {}

  /**
   * The flags but for the heap's size, separated by blanks; docs/PERFORMANCE.md says what each is
   * good for. The benchmark's working directory is the project's.
   */
  public static String flags() {
    try {
      return Files.readAllLines(OPTIONS).stream()
          .filter(line -> line.startsWith("-") && !line.startsWith("-Xmx"))
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      throw new UncheckedIOException("The benchmark runs in the project's folder", e);
    }
  }
}
