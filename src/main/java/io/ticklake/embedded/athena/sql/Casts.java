package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Cast;
import io.trino.sql.tree.Node;
import java.util.Set;

/** {@code CAST} and {@code TRY_CAST}: where DuckDB rounds, reads or writes otherwise, by macro. */
final class Casts {
  private static final Set<String> TARGETS =
      Set.of(
          "boolean",
          "tinyint",
          "smallint",
          "integer",
          "bigint",
          "real",
          "double",
          "decimal",
          "varchar",
          "char",
          "varbinary",
          "date",
          "timestamp",
          "timestamp with time zone",
          "array",
          "map",
          "row",
          "json");

  private Casts() {}

  /**
   * The type of this name.
   *
   * @throws QueryFailure TYPE_NOT_FOUND, NOT_SUPPORTED
   */
  static SqlType target(Node node, String name) {
    SqlType type;
    try {
      type = TypeReader.read(name);
    } catch (IllegalArgumentException e) {
      throw QueryFailure.at(node, "TYPE_NOT_FOUND", "Unknown type: " + name);
    }
    check(node, name, type);
    return type;
  }

  private static void check(Node node, String name, SqlType type) {
    if (Set.of("time", "time with time zone", "char", "uuid", "ipaddress").contains(type.base())) {
      throw QueryFailure.notSupported(node, "The type " + name);
    }
    if (!TARGETS.contains(type.base())) {
      throw QueryFailure.at(node, "TYPE_NOT_FOUND", "Unknown type: " + name);
    }
    type.arguments().forEach(argument -> check(node, name, argument));
  }

  static Sql print(Cast cast, Sql value, boolean quiet) {
    SqlType type = target(cast, cast.getType().toString());
    String printed = convert(cast, value, type, quiet ? "_n" : "");
    return new Sql(cast.isSafe() ? "try(" + printed + ")" : printed, type);
  }

  private static String convert(Node node, Sql value, SqlType type, String quiet) {
    String from = value.text();
    return switch (type.base()) {
      case "tinyint", "smallint", "integer", "bigint" ->
          "tr_to_int%s(%s, NULL::%s)".formatted(quiet, from, type.duckdb());
      case "boolean" -> "tr_to_bool%s(%s)".formatted(quiet, from);
      case "date" -> "tr_to_date%s(%s)".formatted(quiet, value.local().text());
      case "timestamp" -> "tr_to_ts%s(%s)".formatted(quiet, value.local().text());
      case "varchar" -> cut(text(value), type);
      case "varbinary" -> "encode(" + from + ")";
      case "json" -> "to_json(" + from + ")";
      case "real", "double", "decimal" -> "CAST(" + from + " AS " + type.duckdb() + ")";
      case "timestamp with time zone" -> zoned(node, value);
      default -> nested(node, value, type);
    };
  }

  private static String cut(String text, SqlType type) {
    return type.precision() == SqlType.UNBOUNDED
        ? text
        : "substr(" + text + ", 1, " + type.precision() + ")";
  }

  /** A value as Athena writes it. */
  static String text(Sql value) {
    SqlType type = value.type();
    if (type.isText()) {
      return value.text();
    }
    if (type.isInteger() || type.is("date") || type.is("boolean") || type.is("decimal")) {
      return "CAST(" + value.text() + " AS VARCHAR)";
    }
    if (type.hasZone()) {
      return "(strftime(%s, '%%Y-%%m-%%d %%H:%%M:%%S.%%g') || %s)"
          .formatted(value.local().text(), Names.text(" " + type.names().get(0)));
    }
    return "tr_varchar(" + value.text() + ")";
  }

  private static String zoned(Node node, Sql value) {
    if (value.type().isText()) {
      throw QueryFailure.notSupported(node, "Casting text to timestamp with time zone");
    }
    return "CAST(" + value.text() + " AS TIMESTAMPTZ)";
  }

  /** DuckDB converts the elements by its own rules: only those that both convert alike. */
  private static String nested(Node node, Sql value, SqlType type) {
    SqlType from = value.type();
    boolean alike = from.is("json") || from.is("unknown") || sameElements(from, type);
    if (!alike) {
      throw QueryFailure.notSupported(node, "Casting " + from.display() + " to " + type.display());
    }
    return "CAST(" + value.text() + " AS " + type.duckdb() + ")";
  }

  private static boolean sameElements(SqlType from, SqlType to) {
    if (!from.base().equals(to.base()) || from.arguments().size() != to.arguments().size()) {
      return from.is("unknown") || (from.arguments().isEmpty() && widens(from, to));
    }
    for (int i = 0; i < from.arguments().size(); i++) {
      if (!sameElements(from.arguments().get(i), to.arguments().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean widens(SqlType from, SqlType to) {
    return (from.isNumber() && from.widerOf(to).equals(to)) || (from.isText() && to.isText());
  }
}
