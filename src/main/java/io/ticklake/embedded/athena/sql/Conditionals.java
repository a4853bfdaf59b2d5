package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayList;
import java.util.List;

/** CASE and IF, whose results must have one type. */
final class Conditionals {
  private final ExpressionPrinter expressions;

  Conditionals(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  Sql searchedCase(SearchedCaseExpression node, Scope scope) {
    var text = new StringBuilder("CASE");
    var results = new ArrayList<Sql>();
    for (WhenClause when : node.getWhenClauses()) {
      String condition = expressions.condition("CASE WHEN clause", when.getOperand(), scope);
      results.add(expressions.print(when.getResult(), scope));
      text.append(" WHEN ").append(condition).append(" THEN ").append(last(results));
    }
    node.getDefaultValue().ifPresent(value -> results.add(expressions.print(value, scope)));
    return end(node, text, results, node.getDefaultValue().isPresent());
  }

  Sql simpleCase(SimpleCaseExpression node, Scope scope) {
    Sql operand = expressions.print(node.getOperand(), scope);
    var text = new StringBuilder("CASE ").append(operand.text());
    var results = new ArrayList<Sql>();
    for (WhenClause when : node.getWhenClauses()) {
      Sql value = expressions.print(when.getOperand(), scope);
      Operators.compare(when, operand, "=", value);
      results.add(expressions.print(when.getResult(), scope));
      text.append(" WHEN ").append(value.text()).append(" THEN ").append(last(results));
    }
    node.getDefaultValue().ifPresent(value -> results.add(expressions.print(value, scope)));
    return end(node, text, results, node.getDefaultValue().isPresent());
  }

  Sql ifElse(IfExpression node, Scope scope) {
    var text = new StringBuilder("CASE WHEN ");
    text.append(expressions.condition("IF condition", node.getCondition(), scope));
    var results = new ArrayList<Sql>();
    results.add(expressions.print(node.getTrueValue(), scope));
    text.append(" THEN ").append(last(results));
    node.getFalseValue().ifPresent(value -> results.add(expressions.print(value, scope)));
    return end(node, text, results, node.getFalseValue().isPresent());
  }

  private Sql end(Node node, StringBuilder text, List<Sql> results, boolean hasDefault) {
    text.append(hasDefault ? " ELSE " + last(results) : "").append(" END");
    return new Sql("(" + text + ")", common(node, "All CASE results", results));
  }

  private static String last(List<Sql> results) {
    return results.get(results.size() - 1).text();
  }

  /**
   * The one type of several values.
   *
   * @param which as the error names them
   */
  SqlType common(Node node, String which, List<Sql> values) {
    SqlType type = SqlType.NULL;
    for (Sql value : values) {
      if (!type.comparesWith(value.type())) {
        throw QueryFailure.typeMismatch(
            node,
            "%s must be the same type or coercible to a common type. Cannot find common type between %s and %s"
                .formatted(which, type.display(), value.type().display()));
      }
      if ((type.hasZone() || value.type().hasZone())
          && type.isKnown()
          && !type.equals(value.type())) {
        throw QueryFailure.notSupported(node, "Values of several time zones in one column");
      }
      type = type.is("?") ? type : type.widerOf(value.type());
    }
    return type;
  }
}
