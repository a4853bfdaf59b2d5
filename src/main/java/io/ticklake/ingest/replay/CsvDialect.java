package io.ticklake.ingest.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Cuts one row of a CSV file into its values. */
final class CsvDialect {
  private static final char QUOTE = '"';
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  private final char delimiter;
  private final CSVFormat format;
  private final TextDecoding decoding;

  CsvDialect(char delimiter, TextDecoding decoding) {
    this.delimiter = delimiter;
    this.decoding = decoding;
    this.format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreSurroundingSpaces(true).get();
  }

  /** The sign that most often stands in the header, outside of quotes; a comma when none does. */
  static char delimiter(String header) {
    char best = ',';
    int most = 0;
    for (char candidate : DELIMITERS) {
      boolean quoted = false;
      int count = 0;
      for (int i = 0; i < header.length(); i++) {
        char sign = header.charAt(i);
        quoted ^= sign == QUOTE;
        count += !quoted && sign == candidate ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  /** Whether a quoted value goes on after these bytes. */
  static boolean isOpen(RawRow row) {
    boolean open = false;
    for (byte one : row.bytes()) {
      open ^= one == QUOTE;
    }
    return open;
  }

  List<String> values(RawRow row) throws UnreadableRowException {
    String text = decoding.text(row);
    return text.indexOf(QUOTE) < 0 ? plain(text) : quoted(text);
  }

  // Without quotes there is nothing to decide; a parser for each row is several times slower.
  private List<String> plain(String text) {
    List<String> values = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(delimiter); to >= 0; to = text.indexOf(delimiter, from)) {
      values.add(text.substring(from, to).strip());
      from = to + 1;
    }
    values.add(text.substring(from).strip());
    return values;
  }

  // Each row by itself: a stray quote spoils its own row, not the rest of the file.
  private List<String> quoted(String text) throws UnreadableRowException {
    try (CSVParser parser = CSVParser.parse(text, format)) {
      var rows = parser.getRecords();
      if (rows.size() == 1) {
        return rows.get(0).toList();
      }
      throw new UnreadableRowException("cannot be split into columns: check its quotes");
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableRowException("cannot be split into columns: " + e.getMessage(), e);
    }
  }
}
