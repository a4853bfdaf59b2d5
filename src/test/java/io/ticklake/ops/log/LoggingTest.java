package io.ticklake.ops.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Secret;
import io.ticklake.config.Setting;
import io.ticklake.config.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LoggingTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Logger log = context.getLogger("io.ticklake.archive.ArchiveObject");

  LoggingTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.start();
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern("%-5level %msg %kvp%n%ex");
    text.start();
    OutputStreamAppender<ILoggingEvent> console = new OutputStreamAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setEncoder(text);
    console.setOutputStream(out);
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
  }

  @Test
  void textIsALineForAnEvent() {
    configure(LogFormat.TEXT);

    log.atInfo().addKeyValue("key", "bars/a.parquet").log("object landed");

    assertThat(written()).isEqualTo("INFO  object landed key=\"bars/a.parquet\"\n");
  }

  @Test
  void jsonIsAnObjectForAnEventWithItsValuesAndTrace() throws Exception {
    configure(LogFormat.JSON);

    log.atError()
        .addKeyValue("slice", "bars-3[1..2]")
        .setCause(new IllegalStateException("two\nlines"))
        .log("it \"failed\"");
    log.info("rows={} of {}", 3, 4);

    List<String> lines = written().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = new JsonMapper().readTree(lines.get(0));
    assertThat(first.get("level").asText()).isEqualTo("ERROR");
    assertThat(first.get("formattedMessage").asText()).isEqualTo("it \"failed\"");
    assertThat(first.get("loggerName").asText()).isEqualTo("io.ticklake.archive.ArchiveObject");
    assertThat(first.get("kvpList").get(0).get("slice").asText()).isEqualTo("bars-3[1..2]");
    assertThat(first.get("throwable").get("message").asText()).isEqualTo("two\nlines");
    assertThat(new JsonMapper().readTree(lines.get(1)).get("formattedMessage").asText())
        .isEqualTo("rows=3 of 4");
  }

  @Test
  void aSecretIsMaskedInBothFormsAndInTraces() {
    Secret secret = new Secret("wJalrXUtnFEMI");
    for (LogFormat format : LogFormat.values()) {
      Logging.configure(context, new LogConfig(format, Map.of()), List.of(secret));

      log.atWarn()
          .addKeyValue("url", "https://host/?key=wJalrXUtnFEMI")
          .setCause(new IllegalStateException("wJalrXUtnFEMI is wrong"))
          .log("refused wJalrXUtnFEMI");

      assertThat(written()).contains("***").doesNotContain("wJalrXUtnFEMI");
      out.reset();
    }
  }

  @Test
  void theFormCanBeSetAgain() {
    configure(LogFormat.TEXT);
    configure(LogFormat.TEXT);

    log.info("once");

    assertThat(written()).isEqualTo("INFO  once \n");
  }

  @Test
  void levelsOfTheSettingsAreSet() {
    LogConfig config =
        LogConfig.from(settings("text", "io.ticklake.archive=debug, org.apache.kafka=ERROR"));

    Logging.configure(context, config, List.of());

    assertThat(context.getLogger("io.ticklake.archive").getLevel()).isEqualTo(Level.DEBUG);
    assertThat(context.getLogger("org.apache.kafka").getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void anotherWordThanALevelIsRefused() {
    assertThatThrownBy(() -> LogConfig.from(settings("text", "io.ticklake=LOUD")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ticklake.log.levels");
    assertThatThrownBy(() -> LogConfig.from(settings("xml", "")))
        .hasMessageContaining("ticklake.log.format")
        .hasMessageContaining("text, json");
    assertThatThrownBy(() -> Logging.level("io.ticklake", "LOUD")).hasMessageContaining("LOUD");
    assertThatThrownBy(() -> Logging.level("no logger!", "INFO"))
        .hasMessageContaining("no logger!");
  }

  @Test
  void aLevelIsSetAndTakenBackWhileItRuns() {
    Logging.level("io.ticklake.ops.log.example", "DEBUG");
    assertThat(Logging.levels()).containsEntry("io.ticklake.ops.log.example", "DEBUG");

    Logging.level("io.ticklake.ops.log.example", "");
    assertThat(Logging.levels()).doesNotContainKey("io.ticklake.ops.log.example");
  }

  private void configure(LogFormat format) {
    Logging.configure(context, new LogConfig(format, Map.of()), List.of());
  }

  private static Settings settings(String format, String levels) {
    return new Settings(
        Map.of(
            "ticklake.log.format", new Setting(format, "test"),
            "ticklake.log.levels", new Setting(levels, "test")));
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
