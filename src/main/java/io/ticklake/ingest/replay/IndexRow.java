package io.ticklake.ingest.replay;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** Reads one row of the file. */
final class IndexRow {
  private static final int COLUMNS = 9;

  // The columns of numbers as their header names them.
  private static final List<String> NUMBERS =
      List.of("Open", "High", "Low", "Close", "Adj Close", "Volume", "CloseUSD");

  // As exchanges' tickers of indices are written: HSI, 000001.SS, ^GSPC, J203.JO.
  private static final Pattern INDEX = Pattern.compile("[\\p{Alnum}.^_-]{1,32}");

  private IndexRow() {}

  /**
   * The price of this row.
   *
   * @throws IllegalArgumentException with what is wrong and the value
   */
  static IndexPrice read(CSVRecord row) {
    if (row.size() != COLUMNS) {
      throw new IllegalArgumentException(
          "has %d columns, expected are %d".formatted(row.size(), COLUMNS));
    }
    String index = row.get(0);
    if (!INDEX.matcher(index).matches()) {
      throw new IllegalArgumentException("Index '" + index + "' is not the name of an index");
    }
    LocalDate date = date(row.get(1));
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < NUMBERS.size(); i++) {
      numbers.add(number(NUMBERS.get(i), row.get(i + 2)));
    }
    return new IndexPrice(index, date, numbers);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Date '" + text + "' is not a date yyyy-MM-dd", e);
    }
  }

  private static double number(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && !text.endsWith("d") && !text.endsWith("f")) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw notANumber(name, text, e);
    }
    throw notANumber(name, text, null);
  }

  private static IllegalArgumentException notANumber(
      String name, String text, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException(name + " '" + text + "' is not a number", cause);
  }
}
