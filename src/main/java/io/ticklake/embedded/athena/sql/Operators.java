package io.ticklake.embedded.athena.sql;

import static io.ticklake.embedded.athena.sql.QueryFailure.typeMismatch;

import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticBinaryExpression.Operator;
import io.trino.sql.tree.Node;

/** Arithmetic and comparison, with Athena's rules of types. */
final class Operators {
  private Operators() {}

  static Sql arithmetic(ArithmeticBinaryExpression node, Sql left, Sql right, boolean quiet) {
    Operator operator = node.getOperator();
    if (left.type().isTime() || right.type().isTime()) {
      return timeArithmetic(node, left, right);
    }
    SqlType type = type(node, left.type(), right.type());
    String printed =
        switch (operator) {
          case DIVIDE -> divide(left, right, type, quiet);
          case MODULUS ->
              "tr_mod%s(%s, %s)".formatted(quiet ? "_n" : "", left.text(), right.text());
          default -> "(" + left.text() + " " + operator.getValue() + " " + right.text() + ")";
        };
    return new Sql(printed, type);
  }

  private static String divide(Sql left, Sql right, SqlType type, boolean quiet) {
    if (type.isFloating()) {
      return "CAST(CAST(%s AS DOUBLE) / CAST(%s AS DOUBLE) AS %s)"
          .formatted(left.text(), right.text(), type.duckdb());
    }
    return "tr_div%s(%s, %s)".formatted(quiet ? "_n" : "", left.text(), right.text());
  }

  private static SqlType type(ArithmeticBinaryExpression node, SqlType left, SqlType right) {
    if (isInterval(left) || isInterval(right)) {
      return isInterval(left) ? left : right;
    }
    if (!left.isKnown() || !right.isKnown()) {
      return left.is("unknown") ? right : right.is("unknown") ? left : SqlType.ANY;
    }
    if (!left.isNumber() || !right.isNumber()) {
      throw cannotApply(node, left, node.getOperator().getValue(), right);
    }
    return left.is("decimal") || right.is("decimal") ? decimal(left, right) : left.widerOf(right);
  }

  private static SqlType decimal(SqlType left, SqlType right) {
    // DuckDB's own precision and scale are Athena's for + - and *.
    return left.isFloating() || right.isFloating() ? left.widerOf(right) : SqlType.ANY;
  }

  private static Sql timeArithmetic(ArithmeticBinaryExpression node, Sql left, Sql right) {
    boolean plus = node.getOperator() == Operator.ADD;
    if (isInterval(right.type()) && (plus || node.getOperator() == Operator.SUBTRACT)) {
      return plusInterval(left, (plus ? "" : "-") + right.text(), right.type());
    }
    if (isInterval(left.type()) && plus) {
      return plusInterval(right, left.text(), left.type());
    }
    boolean difference =
        node.getOperator() == Operator.SUBTRACT && left.type().isTime() && right.type().isTime();
    if (!difference) {
      throw cannotApply(node, left.type(), node.getOperator().getValue(), right.type());
    }
    boolean days = left.type().is("date") && right.type().is("date");
    String minus = "(" + left.text() + " - " + right.text() + ")";
    return new Sql(days ? "to_days(CAST(" + minus + " AS INTEGER))" : minus, Literals.DAY_INTERVAL);
  }

  private static Sql plusInterval(Sql time, String interval, SqlType intervalType) {
    // Months are counted on the local calendar, days and less on the clock of UTC.
    if (time.type().hasZone() && intervalType.equals(Literals.YEAR_INTERVAL)) {
      String zone = Names.text(time.type().names().get(0));
      return new Sql(
          "timezone(%s, %s + %s)".formatted(zone, time.local().text(), interval), time.type());
    }
    return new Sql("tr_plus(" + time.text() + ", " + interval + ")", time.type());
  }

  static boolean isInterval(SqlType type) {
    return type.base().startsWith("interval");
  }

  static Sql compare(Node node, Sql left, String operator, Sql right) {
    if (!left.type().comparesWith(right.type())) {
      throw cannotApply(node, left.type(), operator, right.type());
    }
    return new Sql("(" + left.text() + " " + operator + " " + right.text() + ")", SqlType.BOOLEAN);
  }

  static QueryFailure cannotApply(Node node, SqlType left, String operator, SqlType right) {
    return typeMismatch(
        node,
        "Cannot apply operator: %s %s %s".formatted(left.display(), operator, right.display()));
  }
}
