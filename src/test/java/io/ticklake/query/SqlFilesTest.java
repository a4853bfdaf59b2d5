package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.trino.sql.parser.SqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqlFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/sql");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isOneStatementThatTheEngineOfAthenaParses(Path file) throws IOException {
    String sql = Files.readString(file);

    assertThatCode(() -> new SqlParser().createStatement(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("files")
  void beginsWithItsNameAndWhatItAnswers(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".sql", "");

    assertThat(Files.readAllLines(file).get(0)).matches("-- " + name + ": .{20,}\\.(.*)");
  }

  @ParameterizedTest
  @MethodSource("files")
  void staysShortEnoughForAthena(Path file) throws IOException {
    // StartQueryExecution takes at most 262,144 bytes.
    assertThat(Files.size(file)).isLessThan(262_144);
  }
}
