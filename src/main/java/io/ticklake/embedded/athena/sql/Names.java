package io.ticklake.embedded.athena.sql;

import static java.util.Locale.ROOT;

/** Quoting of identifiers and texts in DuckDB's SQL, and Athena's folding of names. */
public final class Names {
  private Names() {}

  /** {@code "name"}. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** {@code 'text'}, without a type: DuckDB converts it to whatever stands beside it. */
  public static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** Athena's names are without case, quoted or not. */
  static String fold(String name) {
    return name.toLowerCase(ROOT);
  }
}
