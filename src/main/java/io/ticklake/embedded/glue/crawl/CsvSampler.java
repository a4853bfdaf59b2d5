package io.ticklake.embedded.glue.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.embedded.glue.crawl.HiveType.Scalar;
import io.ticklake.embedded.glue.crawl.HiveType.Unknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The built-in csv classifier: one of its delimiters, two columns and two rows at least; the first
 * row names the columns only if all its cells are text and some cell below is not.
 */
final class CsvSampler {
  private static final char[] DELIMITERS = {',', '|', '\t', ';', '\u0001'};
  private static final int MAX_ROWS = 1000;
  private static final int MAX_NAME = 150;
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern FRACTION =
      Pattern.compile("[+-]?(\\d+\\.\\d*|\\.?\\d+)([eE][+-]?\\d+)?");

  private CsvSampler() {}

  /** Empty if it is not CSV. */
  static Optional<Sample> sample(SampleBytes bytes, long storedSize) throws IOException {
    var text = wholeLines(bytes);
    for (var delimiter : DELIMITERS) {
      var rows = rows(text, delimiter);
      if (rows.size() >= 2 && rows.get(0).size() >= 2 && agree(rows)) {
        return Optional.of(sample(bytes, storedSize, text, delimiter, rows));
      }
    }
    return Optional.empty();
  }

  private static Sample sample(
      SampleBytes bytes, long storedSize, String text, char delimiter, List<CSVRecord> rows) {
    var header = isHeader(rows);
    var data = header ? rows.subList(1, rows.size()) : rows;
    var names = new ArrayList<String>();
    for (var i = 0; i < rows.get(0).size(); i++) {
      names.add(header ? rows.get(0).get(i) : "col" + i);
    }
    var all = rows.size() < MAX_ROWS;
    var sampled = all ? text : text.substring(0, (int) last(rows).getCharacterPosition());
    var sampledBytes = sampled.getBytes(UTF_8).length;
    var records =
        all && bytes.complete()
            ? data.size()
            : bytes.estimate(data.size(), sampledBytes, storedSize);
    return new Sample(
        Classification.CSV,
        bytes.compression(),
        columns(names, data),
        records,
        Math.max(1, sampledBytes / rows.size()),
        new CsvShape(delimiter, header));
  }

  private static CSVRecord last(List<CSVRecord> rows) {
    return rows.get(rows.size() - 1);
  }

  /** Without the row in which the sample ends. */
  private static String wholeLines(SampleBytes bytes) {
    var text = new String(bytes.bytes(), UTF_8);
    return bytes.complete() ? text : text.substring(0, text.lastIndexOf('\n') + 1);
  }

  private static List<CSVRecord> rows(String text, char delimiter) throws IOException {
    var format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    try (var parser = CSVParser.parse(text, format)) {
      return parser.stream().limit(MAX_ROWS).toList();
    } catch (UncheckedIOException | IllegalStateException e) {
      // A quote that nothing closes: not this format.
      return List.of();
    }
  }

  private static boolean agree(List<CSVRecord> rows) {
    return rows.stream().allMatch(row -> row.size() == rows.get(0).size());
  }

  private static boolean isHeader(List<CSVRecord> rows) {
    var names = new HashSet<String>();
    for (var cell : rows.get(0)) {
      if (type(cell) != Scalar.STRING || cell.length() >= MAX_NAME || !names.add(cell)) {
        return false;
      }
    }
    return rows.stream().skip(1).anyMatch(CsvSampler::hasNumber);
  }

  private static boolean hasNumber(CSVRecord row) {
    return row.stream().anyMatch(cell -> type(cell) instanceof Scalar s && s.isNumber());
  }

  private static List<Field> columns(List<String> names, List<CSVRecord> data) {
    var columns = new ArrayList<Field>();
    for (var i = 0; i < names.size(); i++) {
      HiveType type = new Unknown();
      for (var row : data) {
        type = Merge.types(type, type(row.get(i)));
      }
      columns.add(new Field(names.get(i), type));
    }
    return columns;
  }

  private static HiveType type(String cell) {
    if (cell.isBlank()) {
      return new Unknown();
    }
    if (INTEGER.matcher(cell).matches()) {
      return Scalar.BIGINT;
    }
    return FRACTION.matcher(cell).matches() ? Scalar.DOUBLE : Scalar.STRING;
  }
}
