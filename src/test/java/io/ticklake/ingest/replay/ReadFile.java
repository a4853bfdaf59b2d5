package io.ticklake.ingest.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file read whole, for tests. */
record ReadFile(List<ReplayMessage> messages, List<BadRow> bad) {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");

  static ReadFile of(Path dir, String text) throws IOException {
    return of(dir, text, FileForm.found());
  }

  static ReadFile of(Path dir, String text, FileForm form) throws IOException {
    return of(Files.write(dir.resolve("in.csv"), text.getBytes(StandardCharsets.UTF_8)), form);
  }

  static ReadFile of(Path file, FileForm form) throws IOException {
    try (ReplayFile opened = open(file, form);
        RowStream rows = opened.rows()) {
      return of(rows);
    }
  }

  static ReplayFile open(Path file, FileForm form) {
    return ReplayFile.open(file, form, new ByteArrayInputStream(new byte[0]), NOW);
  }

  static ReadFile of(RowStream rows) throws IOException {
    List<ReplayMessage> messages = new ArrayList<>();
    List<BadRow> bad = new ArrayList<>();
    for (ReadRow row = rows.next(); row != null; row = rows.next()) {
      if (row instanceof GoodRow good) {
        messages.add(good.message().apply(0));
      } else if (row instanceof BadRow unreadable) {
        bad.add(unreadable);
      }
    }
    return new ReadFile(messages, bad);
  }

  List<String> json() {
    return messages.stream().map(ReplayMessage::json).toList();
  }

  List<String> reasons() {
    return bad.stream().map(BadRow::reason).toList();
  }

  List<Long> badLines() {
    return bad.stream().map(BadRow::line).toList();
  }

  /** What is said with one thing changed from nothing. */
  static FileForm shape(Shape shape) {
    FileForm none = FileForm.found();
    return new FileForm(
        Optional.of(shape),
        none.columns(),
        none.numbers(),
        none.delimiter(),
        none.dateFormat(),
        none.zone(),
        none.encoding(),
        none.ticker(),
        none.timespan());
  }

  static FileForm mapped(Map<Field, String> columns) {
    FileForm none = FileForm.found();
    return new FileForm(
        none.shape(),
        columns,
        none.numbers(),
        none.delimiter(),
        none.dateFormat(),
        none.zone(),
        none.encoding(),
        Optional.of("ACME"),
        none.timespan());
  }

  static FileForm dateFormat(String pattern) {
    FileForm none = FileForm.found();
    return new FileForm(
        none.shape(),
        none.columns(),
        none.numbers(),
        none.delimiter(),
        Optional.of(pattern),
        none.zone(),
        none.encoding(),
        none.ticker(),
        none.timespan());
  }
}
