package io.ticklake.cli;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import io.ticklake.query.BoundQuery;
import io.ticklake.query.QueryLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a user wants to know: a statement, a file, or a query of the library. */
final class QueryText {
  private QueryText() {}

  /**
   * Reads an argument: text with a space in it is a statement, for no statement has none; anything
   * else is a file, or the name of a query of the library.
   *
   * @param values of the query's parameters
   * @throws StopRoute when it is none of them, or the values do not fit
   */
  static BoundQuery of(String argument, QueryLibrary library, Map<String, String> values) {
    if (isFile(argument)) {
      return library.file(Path.of(argument), values);
    }
    if (argument.strip().chars().noneMatch(Character::isWhitespace)) {
      return library.get(argument).bind(values);
    }
    if (!values.isEmpty()) {
      throw new StopRoute(
          ErrorCode.QUERY_PARAMETER_REFUSED,
          "A statement on the command line takes no parameters: write it to a file with a header, './%s/NAME.sql'."
              .formatted(QueryLibrary.FOLDER));
    }
    return BoundQuery.of("command line", argument);
  }

  private static boolean isFile(String argument) {
    // A statement may be no path at all, for example on account of a NUL or its length.
    try {
      return Files.exists(Path.of(argument));
    } catch (java.nio.file.InvalidPathException e) {
      return false;
    }
  }
}
