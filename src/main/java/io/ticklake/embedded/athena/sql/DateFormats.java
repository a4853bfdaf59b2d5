package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Node;
import java.util.Map;

/** Athena's two languages of date formats in DuckDB's, which wants them as constants. */
final class DateFormats {
  /** Specifiers of {@code date_format} and {@code date_parse} (MySQL's). */
  private static final Map<Character, String> MYSQL =
      Map.ofEntries(
          Map.entry('Y', "%Y"),
          Map.entry('y', "%y"),
          Map.entry('m', "%m"),
          Map.entry('c', "%-m"),
          Map.entry('d', "%d"),
          Map.entry('e', "%-d"),
          Map.entry('H', "%H"),
          Map.entry('k', "%-H"),
          Map.entry('h', "%I"),
          Map.entry('I', "%I"),
          Map.entry('l', "%-I"),
          Map.entry('i', "%M"),
          Map.entry('s', "%S"),
          Map.entry('S', "%S"),
          Map.entry('f', "%f"),
          Map.entry('p', "%p"),
          Map.entry('M', "%B"),
          Map.entry('b', "%b"),
          Map.entry('W', "%A"),
          Map.entry('a', "%a"),
          Map.entry('j', "%j"),
          Map.entry('T', "%H:%M:%S"),
          Map.entry('r', "%I:%M:%S %p"),
          Map.entry('v', "%V"),
          Map.entry('x', "%G"),
          Map.entry('%', "%%"));

  /** Letters of {@code format_datetime} and {@code parse_datetime} (Joda-Time's). */
  private static final Map<String, String> JODA =
      Map.ofEntries(
          Map.entry("yyyy", "%Y"),
          Map.entry("YYYY", "%Y"),
          Map.entry("yy", "%y"),
          Map.entry("MM", "%m"),
          Map.entry("M", "%-m"),
          Map.entry("MMM", "%b"),
          Map.entry("MMMM", "%B"),
          Map.entry("dd", "%d"),
          Map.entry("d", "%-d"),
          Map.entry("HH", "%H"),
          Map.entry("H", "%-H"),
          Map.entry("hh", "%I"),
          Map.entry("h", "%-I"),
          Map.entry("mm", "%M"),
          Map.entry("m", "%-M"),
          Map.entry("ss", "%S"),
          Map.entry("s", "%-S"),
          Map.entry("SSS", "%g"),
          Map.entry("a", "%p"),
          Map.entry("EEE", "%a"),
          Map.entry("EEEE", "%A"),
          Map.entry("DDD", "%j"));

  private DateFormats() {}

  /**
   * A format of {@code date_format} and {@code date_parse}.
   *
   * @throws QueryFailure for the specifiers that Athena refuses too
   */
  static String mysql(Node node, String format) {
    var printed = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        printed.append(c);
        continue;
      }
      char specifier = format.charAt(++i);
      if ("DUuVwX".indexOf(specifier) >= 0) {
        throw new QueryFailure(
            "INVALID_FUNCTION_ARGUMENT", "%" + specifier + " not supported in date format string");
      }
      // As MySQL has it, an unknown one stands for its letter.
      printed.append(MYSQL.getOrDefault(specifier, String.valueOf(specifier)));
    }
    return Names.text(printed.toString());
  }

  /**
   * A format of {@code format_datetime} and {@code parse_datetime}.
   *
   * @throws QueryFailure NOT_SUPPORTED for letters that DuckDB has nothing for
   */
  static String joda(Node node, String format) {
    var printed = new StringBuilder();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (c == '\'') {
        int end = format.indexOf('\'', i + 1);
        if (end < 0) {
          throw new QueryFailure(
              "INVALID_FUNCTION_ARGUMENT", "Invalid pattern specification: " + format);
        }
        printed.append(end == i + 1 ? "'" : format.substring(i + 1, end).replace("%", "%%"));
        i = end + 1;
      } else if (Character.isLetter(c)) {
        int end = i;
        while (end < format.length() && format.charAt(end) == c) {
          end++;
        }
        printed.append(letters(node, format.substring(i, end)));
        i = end;
      } else {
        printed.append(c == '%' ? "%%" : String.valueOf(c));
        i++;
      }
    }
    return Names.text(printed.toString());
  }

  private static String letters(Node node, String letters) {
    String printed = JODA.get(letters);
    if (printed == null) {
      throw QueryFailure.notSupported(node, "The date format letters '" + letters + "'");
    }
    return printed;
  }
}
