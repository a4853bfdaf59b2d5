package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.testkit.LakeReader;
import io.ticklake.testkit.PackagedProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command beside the packaged program, on one data directory. */
class VerifyIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final int AUDITS = 2;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ticklake.market.requests-per-minute", "6000",
          "ticklake.ingest.grouped-daily.period", "1s",
          "ticklake.archive.slice-age", "1s",
          "ticklake.archive.slice-idle", "500ms");

  @TempDir Path directory;

  @Test
  void auditsALiveArchiveWithoutFalseAlarmsAndFindsADeletedObject() throws Exception {
    try (PackagedProgram program = PackagedProgram.start(directory, SETTINGS)) {
      program.awaitOutput("object landed", SOON);
      for (int audit = 0; audit < AUDITS; audit++) {
        try (PackagedProgram verify = verify("--deep")) {
          assertThat(verify.awaitEnd(SOON)).as(verify.output()).isZero();
          assertThat(verify.output()).contains("Nothing is lost, doubled or foreign");
        }
      }
      try (LakeReader lake = new LakeReader(program.endpoints(), directory)) {
        await("a second object of bars of one day")
            .atMost(SOON)
            .until(() -> lake.keys("bars/").size() > 1);
        String key = lake.keys("raw/").get(0);
        lake.delete(key);

        try (PackagedProgram verify = verify()) {
          assertThat(verify.awaitEnd(SOON)).as(verify.output()).isEqualTo(1);
          assertThat(verify.output()).contains("LOST object-missing", key, "What to do");
        }
        try (PackagedProgram verify = verify("--json", "--archive", "raw")) {
          verify.awaitEnd(SOON);
          JsonNode report = new ObjectMapper().readTree(verify.output());
          assertThat(report.at("/clean").asBoolean()).isFalse();
          assertThat(report.at("/findings/0/key").asText()).isEqualTo(key);
        }
      }
    }
    try (PackagedProgram verify = verify()) {
      assertThat(verify.awaitEnd(SOON)).isEqualTo(2);
      assertThat(verify.output()).contains("Start it", "PROGRAM_NOT_RUNNING");
    }
  }

  private PackagedProgram verify(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "verify";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return PackagedProgram.start(directory, Map.of(), arguments);
  }
}
