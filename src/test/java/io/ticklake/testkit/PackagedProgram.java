package io.ticklake.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jar as {@code mvn package} made it, as a process in a directory of its own; its log is a file
 * there.
 */
public final class PackagedProgram implements AutoCloseable {
  private static final Path JAR = Path.of("target", "ticklake.jar").toAbsolutePath();
  private static final Pattern VARIABLE = Pattern.compile("(\\w+)='(.*)'");

  private final Process process;
  private final Path directory;
  private final Path log;

  private PackagedProgram(Process process, Path directory, Path log) {
    this.process = process;
    this.directory = directory;
    this.log = log;
  }

  /**
   * Starts it. Its management port is a free one unless the settings say otherwise.
   *
   * @param settings {@code ticklake.} settings, given as {@code -D}
   * @param arguments the command and its arguments
   */
  public static PackagedProgram start(
      Path directory, Map<String, String> settings, String... arguments) {
    return start(directory, Map.of(), settings, arguments);
  }

  /**
   * As {@link #start(Path, Map, String...)}.
   *
   * @param environment variables on top of this process's
   */
  public static PackagedProgram start(
      Path directory,
      Map<String, String> environment,
      Map<String, String> settings,
      String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.add("-Xmx512m");
    command.add("-Dticklake.management.port=0"); // a later -D of the same key wins
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    try {
      Path log = Files.createTempFile(directory, "run-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new PackagedProgram(builder.start(), directory, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that it has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until its output contains the text; fails at once, with the output, when it ends before.
   */
  public PackagedProgram awaitOutput(String text, Duration patience) {
    await("output contains '" + text + "'")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .failFast(
            () -> assertThat(process.isAlive() || output().contains(text)).as(output()).isTrue())
        .until(() -> output().contains(text));
    return this;
  }

  /** Waits until it ends by itself; the exit status. */
  public int awaitEnd(Duration patience) {
    try {
      assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)).as(output()).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGTERM; returns at once. */
  public void requestStop() {
    process.destroy();
  }

  /** SIGTERM; the exit status. */
  public int stop(Duration patience) {
    requestStop();
    return awaitEnd(patience);
  }

  /** What endpoints.env says. */
  public Map<String, String> endpoints() {
    try {
      Map<String, String> variables = new HashMap<>();
      for (String line :
          Files.readAllLines(directory.resolve("ticklake-data").resolve("endpoints.env"))) {
        Matcher variable = VARIABLE.matcher(line);
        if (variable.matches()) {
          variables.put(variable.group(1), variable.group(2));
        }
      }
      return variables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memory that the kernel counts as its own at present, in bytes. Linux only. */
  public long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGSTOP: it stands still, and knows nothing of it. */
  public void freeze() {
    signal("STOP");
  }

  /** SIGCONT after {@link #freeze}. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      assertThat(status).as("kill -" + name).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL, unless it has ended. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
