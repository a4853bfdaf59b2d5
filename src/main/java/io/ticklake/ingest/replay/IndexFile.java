package io.ticklake.ingest.replay;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of daily index prices, read whole: rows are sent in date order, files are not always
 * in it (hundred thousand rows take some 30 MB).
 *
 * @param prices by date; rows of one date stay in the file's order
 */
public record IndexFile(List<IndexPrice> prices, List<BadRow> badRows) {
  private static final List<String> HEADER =
      List.of("Index", "Date", "Open", "High", "Low", "Close", "Adj Close", "Volume", "CloseUSD");

  private static final CSVFormat FORM =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  public IndexFile {
    prices = List.copyOf(prices);
    badRows = List.copyOf(badRows);
  }

  /**
   * Reads a file, UTF-8, lines ended in either way.
   *
   * @throws StopRoute when it is absent, no text, empty or has another header
   */
  public static IndexFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw unusable(file, Files.exists(file) ? "it is not a file" : "there is no such file", null);
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String header = lines.readLine();
      if (header == null) {
        throw unusable(file, "it is empty", null);
      }
      checkHeader(file, header);
      return rows(lines);
    } catch (CharacterCodingException e) {
      throw unusable(file, "it is not UTF-8 text", e);
    } catch (IOException e) {
      throw unusable(file, e.toString(), e);
    }
  }

  private static void checkHeader(Path file, String line) throws IOException {
    String text = line.indexOf(BYTE_ORDER_MARK) == 0 ? line.substring(1) : line;
    List<String> found;
    try {
      found = record(text).toList();
    } catch (IllegalArgumentException e) {
      found = List.of(text);
    }
    if (!found.equals(HEADER)) {
      throw unusable(
          file,
          "its header is '%s', expected is '%s'".formatted(text, String.join(",", HEADER)),
          null);
    }
  }

  // Each line by itself: a stray quote spoils its own row, not the rest of the file.
  private static IndexFile rows(BufferedReader lines) throws IOException {
    List<IndexPrice> prices = new ArrayList<>();
    List<BadRow> badRows = new ArrayList<>();
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        prices.add(IndexRow.read(record(line)));
      } catch (IllegalArgumentException e) {
        badRows.add(new BadRow(number, String.valueOf(e.getMessage())));
      }
    }
    prices.sort(Comparator.comparing(IndexPrice::date));
    return new IndexFile(prices, badRows);
  }

  private static CSVRecord record(String line) throws IOException {
    try (CSVParser parser = CSVParser.parse(line, FORM)) {
      return parser.stream()
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("has no columns"));
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("cannot be split into columns: " + e.getMessage(), e);
    }
  }

  private static StopRoute unusable(Path file, String why, @Nullable Exception cause) {
    String message = "Cannot replay '%s': %s. Nothing was sent.".formatted(file, why);
    return cause == null
        ? new StopRoute(ErrorCode.REPLAY_FILE_UNUSABLE, message)
        : new StopRoute(ErrorCode.REPLAY_FILE_UNUSABLE, message, cause);
  }
}
