package io.ticklake.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of all scenarios of this run; the file is written anew after each. Thread-safe. */
final class Results {
  private static final Path FILE = Path.of("target", "fault-results.md");

  private final List<Row> rows = new ArrayList<>();

  synchronized void add(Row row) {
    rows.add(row);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, table());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Markdown. */
  synchronized String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | scenario | seed | produced | in objects | dead letters | lost | doubled | faults | objects | notices | verify --deep | slowest start to first object, s | seconds |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """);
    for (Row row : rows) {
      table.append(
          String.format(
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
              row.seconds()));
    }
    return table.toString();
  }
}
