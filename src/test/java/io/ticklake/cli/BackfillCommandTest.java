package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a terminal, which util-linux's {@code script} makes. */
class BackfillCommandTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final AccessKey KEY = new AccessKey("AKIABACKFILL", "backfill/secret+key");
  private static final char CTRL_C = 3;
  private static final String BAR = "│";

  @TempDir static Path directory;
  private static EmbeddedServices services;

  @BeforeAll
  static void start() {
    assumeTrue(Files.isExecutable(SCRIPT), SCRIPT + " is not there");
    services =
        EmbeddedServices.start(
            new EmbeddedPlan(
                EnumSet.of(Service.KAFKA, Service.S3, Service.MARKET),
                directory.resolve("services"),
                "us-east-1",
                KEY,
                Optional.empty(),
                new EmbeddedPlan.Lake("lake", "", "", "", "", List.of(), ""),
                new EmbeddedPlan.Market("a-key", 1, 10_000)));
  }

  @AfterAll
  static void stop() {
    if (services != null) {
      services.close();
    }
  }

  @Test
  void endsWithItsSummaryBelowTheBarWhenCtrlCIsPressed() throws Exception {
    Path output = directory.resolve("terminal");
    Process terminal =
        terminal(output, "backfill --from 2026-09-01 --to 2026-10-30 --requests-per-minute 3");
    try {
      await("three requests, and the budget is used up")
          .atMost(Duration.ofSeconds(60))
          .until(() -> Pattern.compile("3/\\d+ requests").matcher(Files.readString(output)).find());

      terminal.getOutputStream().write(CTRL_C);
      terminal.getOutputStream().flush();

      assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(terminal.exitValue()).isEqualTo(BackfillCommand.INTERRUPTED);
      String[] seen =
          Files.readString(output)
              .split(
                  "\\R3 requests, [\\d,]+ new bars published, \\d+ requests left, 0 refused\\R",
                  -1);
      assertThat(seen).as("before and after the summary, a line of its own").hasSize(2);
      assertThat(seen[0]).contains("backfill ", BAR);
      assertThat(seen[1]).doesNotContain("backfill ", BAR);
    } finally {
      terminal.destroyForcibly();
    }
  }

  private static Process terminal(Path output, String arguments) throws IOException {
    Map<Service, String> at = services.addresses();
    Map<String, String> settings =
        Map.of(
            "ticklake.data-dir",
            directory.resolve("data").toString(),
            Service.KAFKA.property(),
            at.get(Service.KAFKA),
            Service.S3.property(),
            at.get(Service.S3),
            Service.MARKET.property(),
            at.get(Service.MARKET),
            "ticklake.market.api-key",
            "a-key",
            "ticklake.archive.bucket",
            "lake",
            "ticklake.aws.access-key",
            KEY.id(),
            "ticklake.aws.secret-key",
            KEY.secret());
    // Who runs tests in the background has them ignore Ctrl-C, and all that they start.
    StringBuilder command =
        new StringBuilder(
            "exec env --default-signal=INT "
                + Path.of(System.getProperty("java.home"), "bin", "java"));
    command.append(" -Xmx256m -XX:+UseSerialGC");
    settings.forEach((name, value) -> command.append(" -D%s=%s".formatted(name, value)));
    command.append(" io.ticklake.App ").append(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qefc", command.toString(), "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .put(
            "CLASSPATH",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    return builder.start();
  }
}
