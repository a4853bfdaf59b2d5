package io.ticklake.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link ServiceHost} as a process of its own. */
final class ServiceProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(180);

  private final Process process;
  private final Path log;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it and waits until it serves. */
  static ServiceProcess start(Path directory, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ServiceHost.class.getName()));
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(directory);
      Path log = Files.createTempFile(directory, arguments[0] + "-", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      ServiceProcess service = new ServiceProcess(process, log);
      service.awaitReady();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    await("service is ready")
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
        .until(() -> output().contains(ServiceHost.READY));
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said of where it is. */
  List<String> addresses() {
    String line =
        output()
            .lines()
            .filter(text -> text.startsWith(ServiceHost.READY))
            .findFirst()
            .orElseThrow();
    return List.of(line.substring(ServiceHost.READY.length()).split(" "));
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
