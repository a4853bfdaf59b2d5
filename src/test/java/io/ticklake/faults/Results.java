package io.ticklake.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The table of the last result of each scenario. Each leaves its row in its own directory, since
 * several processes run scenarios at once; the file of all is written anew after each.
 */
final class Results {
  private static final Path FILE = Path.of("target", "fault-results.md");
  private static final Path SCENARIOS = Path.of("target", "faults");
  private static final String ROW = "result.md";
  private static final String HEAD =
      """
      | scenario | seed | produced | in objects | dead letters | lost | doubled | faults | objects | notices | verify --deep | slowest start to first object, s | seconds |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  /** Replaces what an earlier run of the scenario has left. */
  void add(Row row) {
    try {
      Path directory = Files.createDirectories(SCENARIOS.resolve(row.scenario()));
      Files.writeString(directory.resolve(ROW), line(row));
      Files.writeString(FILE, table());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Markdown. */
  String table() {
    StringBuilder table = new StringBuilder(HEAD);
    try (Stream<Path> directories = Files.list(SCENARIOS)) {
      List<Path> rows =
          directories
              .map(scenario -> scenario.resolve(ROW))
              .filter(Files::exists)
              .sorted()
              .toList();
      for (Path row : rows) {
        table.append(Files.readString(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table.toString();
  }

  private static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %s | %.1f | %d |%n",
        row.scenario(),
        row.seed(),
        row.produced(),
        row.archived(),
        row.deadLetters(),
        row.lost(),
        row.doubled(),
        row.faults(),
        row.objects(),
        row.notices(),
        row.verified() ? "clean" : "FINDINGS",
        row.slowestRestart(),
        row.seconds());
  }
}
