package io.ticklake.embedded.athena.sql;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions of dates whose print depends on a constant: a format, a unit, a zone. */
final class DateFunctions {
  static final Set<String> NAMES =
      Set.of(
          "date_parse",
          "date_format",
          "parse_datetime",
          "format_datetime",
          "date_trunc",
          "date_add",
          "date_diff",
          "from_unixtime");

  private static final Set<String> UNITS =
      Set.of("millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year");

  private static final Map<String, Integer> ARITY =
      Map.of("date_add", 3, "date_diff", 3, "from_unixtime", 1);

  Sql print(FunctionCall node, String name, List<Sql> arguments) {
    boolean withZone = name.equals("from_unixtime") && arguments.size() == 2;
    if (arguments.size() != ARITY.getOrDefault(name, 2) && !withZone) {
      throw unexpected(node, name, arguments);
    }
    return switch (name) {
      case "date_parse" -> {
        text(node, name, arguments, 0);
        yield parse(arguments, DateFormats.mysql(node, constant(node, 1)), SqlType.TIMESTAMP);
      }
      case "parse_datetime" -> {
        text(node, name, arguments, 0);
        yield parse(arguments, DateFormats.joda(node, constant(node, 1)), SqlType.ZONED);
      }
      case "date_format" ->
          format(node, name, arguments, DateFormats.mysql(node, constant(node, 1)));
      case "format_datetime" ->
          format(node, name, arguments, DateFormats.joda(node, constant(node, 1)));
      case "date_trunc" -> trunc(node, arguments);
      case "date_add" -> add(node, arguments);
      case "date_diff" -> diff(node, arguments);
      default -> fromUnixtime(node, arguments);
    };
  }

  private static Sql parse(List<Sql> arguments, String format, SqlType type) {
    return new Sql(
        "CAST(strptime(%s, %s) AS %s)".formatted(arguments.get(0).text(), format, type.duckdb()),
        type);
  }

  private static Sql format(FunctionCall node, String name, List<Sql> arguments, String format) {
    time(node, name, arguments, 0);
    return new Sql(
        "strftime(" + arguments.get(0).local().text() + ", " + format + ")", SqlType.VARCHAR);
  }

  private static Sql trunc(FunctionCall node, List<Sql> arguments) {
    time(node, "date_trunc", arguments, 1);
    Sql time = arguments.get(1);
    String printed = "tr_date_trunc(" + unit(node) + ", " + time.local().text() + ")";
    return new Sql(inZone(time.type(), printed), time.type());
  }

  private static Sql add(FunctionCall node, List<Sql> arguments) {
    time(node, "date_add", arguments, 2);
    Sql time = arguments.get(2);
    String printed =
        "tr_date_add(%s, %s, %s)"
            .formatted(unit(node), arguments.get(1).text(), time.local().text());
    return new Sql(inZone(time.type(), printed), time.type());
  }

  private static Sql diff(FunctionCall node, List<Sql> arguments) {
    time(node, "date_diff", arguments, 1);
    time(node, "date_diff", arguments, 2);
    return new Sql(
        "tr_date_diff(%s, %s, %s)"
            .formatted(unit(node), arguments.get(1).text(), arguments.get(2).text()),
        SqlType.BIGINT);
  }

  private static Sql fromUnixtime(FunctionCall node, List<Sql> arguments) {
    SqlType type = arguments.get(0).type();
    if (type.isKnown() && !type.isNumber()) {
      throw unexpected(node, "from_unixtime", arguments);
    }
    return new Sql(
        "tr_from_unixtime(" + arguments.get(0).text() + ")",
        arguments.size() == 1
            ? SqlType.ZONED
            : SqlType.zoned(Literals.zone(node, constant(node, 1))));
  }

  /** Back from the local calendar to the instant. */
  private static String inZone(SqlType type, String local) {
    return type.hasZone()
        ? "timezone(" + Names.text(type.names().get(0)) + ", " + local + ")"
        : local;
  }

  private static String unit(FunctionCall node) {
    String unit = constant(node, 0).toLowerCase(ROOT);
    if (!UNITS.contains(unit)) {
      throw QueryFailure.at(
          node, "INVALID_FUNCTION_ARGUMENT", "'" + unit + "' is not a valid TIMESTAMP field");
    }
    return Names.text(unit);
  }

  private static String constant(FunctionCall node, int argument) {
    Expression expression = node.getArguments().get(argument);
    return Literals.asText(expression)
        .orElseThrow(
            () ->
                QueryFailure.notSupported(
                    expression, "A unit, format or zone that is not a constant"));
  }

  private static void time(FunctionCall node, String name, List<Sql> arguments, int index) {
    SqlType type = arguments.get(index).type();
    if (type.isKnown() && !type.isTime()) {
      throw unexpected(node, name, arguments);
    }
  }

  private static void text(FunctionCall node, String name, List<Sql> arguments, int index) {
    SqlType type = arguments.get(index).type();
    if (type.isKnown() && !type.isText()) {
      throw unexpected(node, name, arguments);
    }
  }

  private static QueryFailure unexpected(FunctionCall node, String name, List<Sql> arguments) {
    String expected =
        switch (name) {
          case "date_parse", "parse_datetime" -> "varchar(x), varchar(y)";
          case "date_format", "format_datetime" -> "timestamp(p), varchar(x)";
          case "date_trunc" -> "varchar(x), timestamp(p)";
          case "date_add" -> "varchar(x), bigint, timestamp(p)";
          case "date_diff" -> "varchar(x), timestamp(p), timestamp(p)";
          default -> "double";
        };
    return QueryFailure.typeMismatch(
        node,
        "Unexpected parameters (%s) for function %s. Expected: %s(%s)"
            .formatted(
                arguments.stream().map(a -> a.type().display()).collect(joining(", ")),
                name,
                name,
                expected));
  }
}
