package io.ticklake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Secret;
import io.ticklake.config.Setting;
import io.ticklake.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client file reaches every kind of client. */
class KafkaAccessTest {
  private static final Path MSK =
      Path.of("src", "production", "conf", "kafka-msk-iam.properties").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void withoutAFileOnlyTheBrokersAreSaid() {
    assertThat(access("").connection("one:9092"))
        .containsExactly(entry("bootstrap.servers", "one:9092"));
    assertThat(access("").camelProperties()).isEmpty();
  }

  @Test
  void theFilesSettingsAreSaidButNotItsBrokers() throws Exception {
    Path file = directory.resolve("client.properties");
    Files.writeString(file, "bootstrap.servers=other:1\nsecurity.protocol=SSL\n");

    assertThat(access(file.toString()).connection("one:9092"))
        .containsOnly(entry("bootstrap.servers", "one:9092"), entry("security.protocol", "SSL"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path absent = directory.resolve("absent.properties");

    assertThatThrownBy(() -> access(absent.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(absent.toString())
        .hasMessageContaining("ticklake.kafka.client-file");
  }

  @Test
  void aDirectoryInItsPlaceIsNamed() {
    assertThatThrownBy(() -> access(directory.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + directory + "'")
        .hasMessageContaining("ticklake.kafka.client-file");
  }

  @Test
  void itsPasswordsAreSecrets() throws Exception {
    Path file = directory.resolve("client.properties");
    Files.writeString(
        file, "security.protocol=SSL\nssl.key.password=pass-of-the-key\nssl.truststore.type=PEM\n");

    assertThat(access(file.toString()).secrets())
        .extracting(Secret::reveal)
        .containsExactly("pass-of-the-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "kafka-slice"})
  void camelsComponentsGetThem(String component) throws Exception {
    Properties properties = new Properties();
    properties.putAll(access(MSK.toString()).camelProperties());
    Main main = new Main();
    main.setPropertyPlaceholderLocations("false");
    main.setOverrideProperties(properties);
    main.configure().withRoutesIncludePattern("false").withBasePackageScanEnabled(false);
    try {
      main.init();

      assertThat(
              main.getCamelContext()
                  .getComponent(component, KafkaComponent.class)
                  .getConfiguration()
                  .createConsumerProperties())
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("sasl.mechanism", "AWS_MSK_IAM")
          .containsEntry(
              "sasl.client.callback.handler.class",
              "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    } finally {
      main.stop();
    }
  }

  // Its classes are found and log in; nobody is asked yet.
  @Test
  void theShippedFileForMskMakesAClient() {
    try (Admin admin = Admin.create(access(MSK.toString()).connection("127.0.0.1:1"))) {
      assertThat(admin).isNotNull();
      admin.close(Duration.ZERO);
    }
  }

  private static KafkaAccess access(String file) {
    return KafkaAccess.from(
        new Settings(Map.of("ticklake.kafka.client-file", new Setting(file, "test"))));
  }
}
