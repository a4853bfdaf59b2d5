package io.ticklake.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.testkit.PackagedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Makes programs that live for seconds start in a third of the time: an archive of the classes that
 * an earlier run has loaded, the simple collector, and no second compiler.
 */
final class QuickStart {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String SIMPLE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ";

  private final Path classes;

  private QuickStart(Path classes) {
    this.classes = classes;
  }

  /**
   * Runs the program once, to see which classes it loads.
   *
   * @param directory for the run and the archive
   */
  static QuickStart prepare(Path directory, Map<String, String> settings) {
    Path home = directory.resolve("quick-start");
    Path classes = home.resolve("classes.jsa");
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> recording =
        Map.of("JDK_JAVA_OPTIONS", SIMPLE + "-XX:ArchiveClassesAtExit=" + classes);
    try (PackagedProgram program = PackagedProgram.start(home, recording, settings)) {
      program.awaitOutput("ready in", PATIENCE);
      assertThat(program.stop(PATIENCE)).as(program.output()).isZero();
    }
    return new QuickStart(classes);
  }

  /** What a program's environment needs. */
  Map<String, String> environment() {
    return Map.of("JDK_JAVA_OPTIONS", SIMPLE + "-Xshare:auto -XX:SharedArchiveFile=" + classes);
  }
}
