package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.errors.StopRoute;
import io.ticklake.query.BoundQuery;
import io.ticklake.query.QueryLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
  private static final String ATHENA = "ticklake.athena.endpoint";

  @TempDir Path dir;

  @Test
  void textWithASpaceIsAStatement() {
    assertThat(text("SHOW TABLES").sql()).isEqualTo("SHOW TABLES");
  }

  @Test
  void aFileIsRead() throws IOException {
    Path file = Files.writeString(dir.resolve("my query.sql"), "SELECT 1");

    assertThat(text(file.toString()).sql()).isEqualTo("SELECT 1");
  }

  @Test
  void aPackagedQueryIsKnownByItsName() {
    assertThat(text("index-summary").sql()).contains("FROM \"indices\"");
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> text("absent.sql"))
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining("'absent.sql'")
        .hasMessageContaining("QUERY_FILE_UNUSABLE");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> text(dir.toString()))
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining(dir.toString());
  }

  @Test
  void anEmbeddedAthenaIsTheRunningProgramsOne() throws IOException {
    new EndpointsFile(dir)
        .write(
            Map.of(
                "AWS_ENDPOINT_URL_ATHENA", "http://127.0.0.1:4711",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret"));
    try (DataDirectory held = DataDirectory.take(dir)) {
      Settings found = new RunningProgram(settings(Map.of())).settingsFor(ATHENA);

      assertThat(found.entries().get(ATHENA).value()).isEqualTo("http://127.0.0.1:4711");
      assertThat(found.entries().get("ticklake.aws.access-key").value()).isEqualTo("id");
    }
  }

  @Test
  void addressesOfAProgramThatNoLongerRunsAreNotUsed() throws IOException {
    new EndpointsFile(dir).write(Map.of("AWS_ENDPOINT_URL_ATHENA", "http://127.0.0.1:4711"));
    DataDirectory.take(dir).close();

    assertThatThrownBy(() -> new RunningProgram(settings(Map.of())).settingsFor(ATHENA))
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining("no ticklake runs")
        .hasMessageContaining(dir.toString());
  }

  @Test
  void anAddressNeedsNoRunningProgram() throws IOException {
    Settings own = settings(Map.of(ATHENA, "aws"));

    assertThat(new RunningProgram(own).settingsFor(ATHENA)).isSameAs(own);
  }

  private BoundQuery text(String argument) {
    Map<String, String> tables = Map.of("indices-table", "indices");
    return QueryText.of(argument, new QueryLibrary(dir, tables), Map.of());
  }

  private Settings settings(Map<String, String> values) {
    Settings defaults = new SettingsLoader(dir, Map.of(), new Properties()).load();
    return defaults.with(Map.of("ticklake.data-dir", dir.toString()), "test").with(values, "test");
  }
}
