package io.ticklake.embedded.athena.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.embedded.athena.sql.QueryFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of {@code answers.txt} is a query and what Athena answers, every line of {@code
 * refusals.txt} one and why it fails. The values were measured on Trino.
 */
class DialectTest {
  @TempDir static Path spill;

  static Stream<String> answers() throws IOException {
    return lines("answers.txt");
  }

  static Stream<String> refusals() throws IOException {
    return lines("refusals.txt");
  }

  private static Stream<String> lines(String name) throws IOException {
    try (var in = DialectTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersAsAthena(String line) throws Exception {
    String[] parts = line.split(" +=> +", 2);
    assertThat(Answers.of(parts[0], spill).text()).as(parts[0]).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAsAthena(String line) {
    String[] parts = line.split(" +=> +", 2);
    assertThatThrownBy(() -> Answers.of(parts[0], spill))
        .as(parts[0])
        .isInstanceOf(QueryFailure.class)
        .hasMessageStartingWith(parts[1]);
  }
}
