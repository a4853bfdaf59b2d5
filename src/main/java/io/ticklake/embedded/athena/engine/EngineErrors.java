package io.ticklake.embedded.athena.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.Translation;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** DuckDB's errors in Athena's words. */
final class EngineErrors {
  private static final Translation NOTHING = new Translation("", List.of(), List.of(), List.of());
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern OURS =
      Pattern.compile("^(?:Invalid Input Error: )?([A-Z][A-Z_]+): (.*)", Pattern.DOTALL);
  private static final Pattern CONVERT =
      Pattern.compile("Could not convert string '(.*?)' to (\\w+)", Pattern.DOTALL);
  private static final Pattern UNGROUPED =
      Pattern.compile("must appear in the GROUP BY clause|must be part of an aggregate");
  private static final Pattern OVERFLOW =
      Pattern.compile("Overflow in (\\w+) of INT(\\d+) \\((.*?) ([-+*]) (.*?)\\)");
  private static final Pattern FILE_LINE = Pattern.compile("in file \"([^\"]*)\"", Pattern.DOTALL);
  private static final Map<String, String> BITS =
      Map.of("8", "tinyint", "16", "smallint", "32", "integer", "64", "bigint");

  /** What DuckDB says is wrong before a query runs: with the tables it would read. */
  QueryFailure failure(SQLException error) {
    return failure(error, NOTHING);
  }

  /** What DuckDB says is wrong with this query. */
  QueryFailure failure(SQLException error, Translation query) {
    JsonNode details = details(String.valueOf(error.getMessage()));
    String kind = details.path("exception_type").asText("");
    String text = details.path("exception_message").asText("");
    String place = place(details, query);
    var ours = OURS.matcher(text);
    if (ours.matches()) {
      return new QueryFailure(ours.group(1), ours.group(2));
    }
    return switch (kind) {
      case "Conversion" -> conversion(text);
      case "Out of Range" -> outOfRange(text);
      case "Invalid Input" -> invalidInput(text);
      case "Binder" -> binder(text, place);
      case "Out of Memory" ->
          new QueryFailure(
              "EXCEEDED_LOCAL_MEMORY_LIMIT", "Query exceeded per-node memory limit: " + text);
      case "IO", "Permission" -> new QueryFailure("HIVE_CANNOT_OPEN_SPLIT", text);
      case "Not implemented" -> new QueryFailure("NOT_SUPPORTED", place + text);
      default -> new QueryFailure("GENERIC_INTERNAL_ERROR", text);
    };
  }

  private static QueryFailure conversion(String text) {
    var convert = CONVERT.matcher(text);
    if (FILE_LINE.matcher(text).find()) {
      return new QueryFailure("HIVE_BAD_DATA", "Error parsing field value: " + text);
    }
    if (convert.find()) {
      return new QueryFailure(
          "INVALID_CAST_ARGUMENT",
          "Cannot cast '%s' to %s"
              .formatted(convert.group(1), convert.group(2).toUpperCase(Locale.ROOT)));
    }
    return text.contains("out of range")
        ? new QueryFailure("NUMERIC_VALUE_OUT_OF_RANGE", text)
        : new QueryFailure("INVALID_CAST_ARGUMENT", text);
  }

  private static QueryFailure outOfRange(String text) {
    var overflow = OVERFLOW.matcher(text);
    if (overflow.find()) {
      return new QueryFailure(
          "NUMERIC_VALUE_OUT_OF_RANGE",
          "%s %s overflow: %s %s %s"
              .formatted(
                  BITS.getOrDefault(overflow.group(2), "integer"),
                  overflow.group(1),
                  overflow.group(3),
                  overflow.group(4),
                  overflow.group(5)));
    }
    return new QueryFailure("NUMERIC_VALUE_OUT_OF_RANGE", text);
  }

  private static QueryFailure invalidInput(String text) {
    if (text.contains("Malformed JSON")) {
      return new QueryFailure(
          "HIVE_CURSOR_ERROR", "Row is not a valid JSON Object - JSONException: " + text);
    }
    if (FILE_LINE.matcher(text).find()) {
      return new QueryFailure("HIVE_BAD_DATA", "Error parsing field value: " + text);
    }
    return new QueryFailure("INVALID_FUNCTION_ARGUMENT", text);
  }

  private static QueryFailure binder(String text, String place) {
    if (UNGROUPED.matcher(text).find()) {
      return new QueryFailure(
          "EXPRESSION_NOT_AGGREGATE",
          place + "must be an aggregate expression or appear in GROUP BY clause");
    }
    if (text.contains("cannot contain aggregates") || text.contains("cannot contain window")) {
      String clause = text.startsWith("WHERE") ? "WHERE clause" : "GROUP BY clause";
      return new QueryFailure(
          "EXPRESSION_NOT_SCALAR",
          place + clause + " cannot contain aggregations, window functions or grouping operations");
    }
    if (text.contains("cannot be nested")) {
      return new QueryFailure(
          "NESTED_AGGREGATION", place + "Cannot nest aggregations inside aggregation");
    }
    return new QueryFailure("TYPE_MISMATCH", place + text);
  }

  private static String place(JsonNode details, Translation query) {
    if (!details.has("position")) {
      return "";
    }
    return query
        .nodeAt(details.path("position").asInt())
        .flatMap(
            node ->
                node.getLocation()
                    .map(
                        at ->
                            "line %d:%d: '%s' "
                                .formatted(at.getLineNumber(), at.getColumnNumber(), node)))
        .orElse("");
  }

  private static JsonNode details(String message) {
    int start = message.indexOf('{');
    try {
      if (start >= 0) {
        JsonNode read = JSON.readTree(message.substring(start));
        if (read.has("exception_message")) {
          return read;
        }
      }
    } catch (JsonProcessingException e) {
      // Not DuckDB's JSON: the message is the text.
      return JSON.createObjectNode().put("exception_message", message);
    }
    return JSON.createObjectNode().put("exception_message", message);
  }
}
