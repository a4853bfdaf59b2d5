package io.ticklake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  private static final Key<String> BUCKET = Key.text("ticklake.archive.bucket");

  @TempDir Path directory;

  private final Properties system = new Properties();

  private Settings load(Map<String, String> environment) {
    return new SettingsLoader(directory, environment, system).load();
  }

  private void file(String... lines) throws Exception {
    Files.writeString(directory.resolve("application.properties"), String.join("\n", lines));
  }

  @Test
  void everyLaterSourceWinsAndIsNamed() throws Exception {
    assertThat(load(Map.of()).entries().get(BUCKET.name()))
        .isEqualTo(new Setting("ticklake", "packaged"));

    file("ticklake.archive.bucket=of-file");
    assertThat(load(Map.of()).entries().get(BUCKET.name()))
        .isEqualTo(new Setting("of-file", "./application.properties"));

    Map<String, String> environment = Map.of("TICKLAKE_ARCHIVE_BUCKET", "of-environment");
    assertThat(load(environment).entries().get(BUCKET.name()))
        .isEqualTo(new Setting("of-environment", "environment"));

    system.setProperty("ticklake.archive.bucket", "of-command-line");
    assertThat(load(environment).entries().get(BUCKET.name()))
        .isEqualTo(new Setting("of-command-line", "-D"));
  }

  @Test
  void theProfileLiesBetweenThePackagedAndTheLocalFile() throws Exception {
    file("ticklake.archive.slice-age=7m");
    Map<String, String> profile = Map.of("CAMEL_MAIN_PROFILE", "aws");

    Settings settings = load(profile);

    assertThat(settings.entries().get("ticklake.s3.endpoint"))
        .isEqualTo(new Setting("aws", "profile aws"));
    assertThat(settings.entries().get("ticklake.archive.slice-age").value()).isEqualTo("7m");
  }

  @Test
  void anUnknownProfileIsRefused() {
    system.setProperty("camel.main.profile", "azure");

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("application-azure.properties");
  }

  @Test
  void unknownKeysOfEverySourceAreToldAtOnceWithTheNearestKnownOne() throws Exception {
    file("ticklake.archive.buket=x");
    system.setProperty("ticklake.query.pol-interval", "1s");

    assertThatThrownBy(() -> load(Map.of("TICKLAKE_KAFKA_BROKER", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "'ticklake.archive.buket' (./application.properties). The nearest known one is 'ticklake.archive.bucket'")
        .hasMessageContaining(
            "'ticklake.query.pol-interval' (-D). The nearest known one is 'ticklake.query.poll-interval'")
        .hasMessageContaining(
            "'TICKLAKE_KAFKA_BROKER' (environment). The nearest known one is 'TICKLAKE_KAFKA_BROKERS'");
  }

  @Test
  void aLocalFileThatIsNoPropertiesFileIsNamed() throws Exception {
    file("ticklake.archive.bucket=\\u12");

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void aDirectoryInItsPlaceIsNamed() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("application.properties"));

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + folder + "'")
        .hasMessageContaining("directory");
  }
}
