package io.ticklake.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.testkit.PackagedProgram;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Asks as a person does: with the program's own command {@code query}. */
final class ProgramQuery {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String MOST_ROWS = "1000000";

  private ProgramQuery() {}

  /**
   * The rows of an answer, as texts.
   *
   * @param rowStart what every row begins with, and no other line of the output, as a pattern
   */
  static List<List<String>> rows(
      Path directory,
      Map<String, String> environment,
      Map<String, String> settings,
      String sql,
      String rowStart)
      throws IOException {
    try (PackagedProgram query =
        PackagedProgram.start(
            directory, environment, settings, "query", "--csv", "--max-rows", MOST_ROWS, sql)) {
      assertThat(query.awaitEnd(PATIENCE)).as(query.output()).isZero();
      String csv =
          query
              .output()
              .lines()
              .filter(line -> line.matches(rowStart + ".*"))
              .collect(Collectors.joining("\n"));
      List<List<String>> rows = new ArrayList<>();
      for (CSVRecord row :
          CSVFormat.RFC4180.builder().setNullString("").get().parse(new StringReader(csv))) {
        rows.add(row.toList());
      }
      return rows;
    }
  }
}
