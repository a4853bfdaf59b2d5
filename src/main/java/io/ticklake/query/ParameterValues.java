package io.ticklake.query;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of parameters as a route file has them: {@code days=30; ticker=AAPL}. */
final class ParameterValues {
  /** No parameters, as a word: a template's parameter must not be empty. */
  static final String NONE = "none";

  private ParameterValues() {}

  /**
   * Reads them.
   *
   * @throws StopRoute for another form
   */
  static Map<String, String> parse(String query, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    if (text.equals(NONE)) {
      return values;
    }
    for (String part : Arrays.stream(text.split(";", -1)).map(String::strip).toList()) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new StopRoute(
            ErrorCode.QUERY_PARAMETER_REFUSED,
            "Query '%s' was not asked: its parameters '%s' are not of the form 'days=30; ticker=AAPL'."
                .formatted(query, text));
      }
      values.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return values;
  }
}
