package io.ticklake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {
  private enum Colour {
    RED,
    DARK_BLUE
  }

  private static <T> T read(Key<T> key, String text) {
    return new Settings(Map.of(key.name(), new Setting(text, "test"))).get(key);
  }

  @Test
  void textsBecomeTheirValues() {
    assertThat(read(Key.duration("k", Duration.ZERO, Duration.ofDays(2)), "90s"))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(read(Key.size("k", "1B", "1GB"), "64MB")).isEqualTo(new DataSize(64L << 20));
    assertThat(read(Key.choice("k", Colour.class), "dark-blue")).isEqualTo(Colour.DARK_BLUE);
    assertThat(read(Key.list("k"), "bars/, indices/")).isEqualTo(List.of("bars/", "indices/"));
    assertThat(read(Key.text("k").optional(), " ")).isEqualTo(Optional.empty());
    assertThat(read(Key.endpoint("k"), "https://s3.example.com"))
        .isEqualTo(new Endpoint.Address("https://s3.example.com"));
    assertThat(read(Key.endpoint("k"), "embedded")).isEqualTo(new Endpoint.Embedded());
  }

  @ParameterizedTest
  @CsvSource({
    "0, out of range",
    "11, out of range",
    "1.5, not a whole number",
    "'', missing",
    "9999999999, not a whole number"
  })
  void aNumberOutsideItsRangeOrFormIsRefused(String text, String why) {
    assertThatThrownBy(() -> read(Key.integer("k", 1, 10), text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'k' = '" + text + "' (test)")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "60, not a time span",
    "1w, not a time span",
    "3d, out of range",
    "-1s, not a time span"
  })
  void aTimeSpanOutsideItsRangeOrFormIsRefused(String text, String why) {
    assertThatThrownBy(
            () -> read(Key.duration("k", Duration.ofMillis(1), Duration.ofDays(2)), text))
        .hasMessageContaining(why);
  }

  @Test
  void aSecretIsShownNowhere() {
    Key<Secret> key = Key.secret("ticklake.aws.secret-key");

    assertThat(read(key, "hush").toString()).isEqualTo("***");
    assertThat(read(key, "hush").reveal()).isEqualTo("hush");
    assertThat(key.isSecret()).isTrue();
    assertThat(key.optional().isSecret()).isTrue();
  }

  @Test
  void allProblemsAreToldTogether() {
    Settings settings =
        new Settings(Map.of("a", new Setting("x", "test"), "b", new Setting("maybe", "test")));

    List<String> problems =
        settings.problems(List.of(Key.integer("a", 0, 1), Key.flag("b"), Key.text("c")));

    assertThat(problems).hasSize(3);
  }
}
