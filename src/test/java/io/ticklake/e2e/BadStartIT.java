package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.testkit.PackagedProgram;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be used is refused with one clear message each, before anything is started. */
class BadStartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ticklake.archive.slice-aeg   | 10s      | nearest known one is 'ticklake.archive.slice-age'",
        "ticklake.archive.slice-size  | big      | is not a size",
        "ticklake.management.port     | 99999    | out of range",
        "ticklake.s3.endpoint         | nowhere  | neither embedded, nor aws, nor an address",
        "ticklake.market.base-url     | https://api.massive.com | ticklake.market.api-key",
        "ticklake.data-dir            | /proc/1/nope | Cannot use the data directory",
      })
  void anImpossibleSettingEndsWithStatusTwoAndSaysWhatToDo(
      String key, String value, String message) {
    try (PackagedProgram program = PackagedProgram.start(directory, Map.of(key, value))) {
      assertThat(program.awaitEnd(PATIENCE)).as(program.output()).isEqualTo(2);
      assertThat(program.output()).contains(message);
    }
    assertThat(directory.resolve("ticklake-data").resolve("kafka")).doesNotExist();
  }

  @Test
  void everyWrongSettingIsToldAtOnce() {
    Map<String, String> wrong =
        Map.of("ticklake.kafka.partitions", "none", "ticklake.query.poll-interval", "soon");

    try (PackagedProgram program = PackagedProgram.start(directory, wrong)) {
      assertThat(program.awaitEnd(PATIENCE)).isEqualTo(2);
      assertThat(program.output())
          .contains("ticklake.kafka.partitions")
          .contains("ticklake.query.poll-interval");
    }
  }

  @Test
  void anOccupiedManagementPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PackagedProgram program =
            PackagedProgram.start(
                directory,
                Map.of("ticklake.management.port", String.valueOf(taken.getLocalPort())))) {
      assertThat(program.awaitEnd(PATIENCE)).isEqualTo(2);
      assertThat(program.output())
          .contains(":" + taken.getLocalPort())
          .contains("ticklake.management.port");
    }
  }

  @Test
  void aSecondProgramOnTheSameDataDirectoryIsRefusedAndTheFirstGoesOn() {
    try (PackagedProgram first =
        PackagedProgram.start(directory, Map.of("ticklake.management.port", "0"))) {
      first.awaitOutput("ready in", PATIENCE);

      try (PackagedProgram second =
          PackagedProgram.start(directory, Map.of("ticklake.management.port", "0"))) {
        assertThat(second.awaitEnd(PATIENCE)).isEqualTo(2);
        assertThat(second.output()).contains("another running ticklake uses it");
      }
      assertThat(first.stop(Duration.ofSeconds(15))).isZero();
    }
  }

  @Test
  void brokersThatCannotBeReachedAreNamed() {
    try (PackagedProgram program =
        PackagedProgram.start(
            directory,
            Map.of("ticklake.kafka.brokers", "127.0.0.1:1", "ticklake.management.port", "0"))) {
      assertThat(program.awaitEnd(PATIENCE)).isEqualTo(1);
      assertThat(program.output()).contains("127.0.0.1:1");
    }
  }

  @Test
  void anS3ThatCannotBeReachedDelaysWhatNeedsItAndStopsNothing() {
    try (PackagedProgram program =
        PackagedProgram.start(
            directory,
            Map.of(
                "ticklake.s3.endpoint", "http://127.0.0.1:1",
                "ticklake.glue.endpoint", "http://127.0.0.1:1",
                "ticklake.athena.endpoint", "http://127.0.0.1:1"))) {
      program.awaitOutput("partition waits and tries again until the cause is gone", PATIENCE);
      assertThat(program.output())
          .contains("127.0.0.1:1")
          .doesNotContain("at io.ticklake")
          .doesNotContain("at org.apache.camel");
      assertThat(program.stop(PATIENCE)).isZero();
    }
  }

  @Test
  void aFileWhereTheDataDirectoryShouldBeIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("taken"), "");

    try (PackagedProgram program =
        PackagedProgram.start(
            directory,
            Map.of("ticklake.data-dir", file.toString(), "ticklake.management.port", "0"))) {
      assertThat(program.awaitEnd(PATIENCE)).isEqualTo(2);
      assertThat(program.output()).contains(file.toString());
    }
  }
}
