package io.ticklake.embedded.athena.sql;

import static io.ticklake.embedded.athena.sql.QueryFailure.typeMismatch;

import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;

/** BETWEEN, IN and LIKE, with Athena's rules of types. */
final class Predicates {
  private final ExpressionPrinter expressions;
  private final ExpressionPrinter.Queries queries;

  Predicates(ExpressionPrinter expressions, ExpressionPrinter.Queries queries) {
    this.expressions = expressions;
    this.queries = queries;
  }

  Sql between(BetweenPredicate node, Scope scope) {
    var all = expressions.printAll(List.of(node.getValue(), node.getMin(), node.getMax()), scope);
    SqlType type = all.get(0).type();
    if (!type.comparesWith(all.get(1).type()) || !type.comparesWith(all.get(2).type())) {
      throw typeMismatch(
          node,
          "Cannot check if %s is BETWEEN %s and %s"
              .formatted(type.display(), all.get(1).type().display(), all.get(2).type().display()));
    }
    return new Sql(
        "(%s BETWEEN %s AND %s)".formatted(all.get(0).text(), all.get(1).text(), all.get(2).text()),
        SqlType.BOOLEAN);
  }

  Sql in(InPredicate node, Scope scope) {
    Sql value = expressions.print(node.getValue(), scope);
    if (node.getValueList() instanceof SubqueryExpression subquery) {
      Relation query = queries.print(subquery.getQuery(), scope);
      SqlType type = query.fields().get(0).type();
      if (!value.type().comparesWith(type)) {
        throw typeMismatch(
            node,
            "value and result of subquery must be of the same type for IN expression: %s vs %s"
                .formatted(value.type().display(), type.display()));
      }
      return new Sql("(" + value.text() + " IN (" + query.text() + "))", SqlType.BOOLEAN);
    }
    var items = new ArrayList<String>();
    for (Expression item : ((InListExpression) node.getValueList()).getValues()) {
      Sql printed = expressions.print(item, scope);
      if (!value.type().comparesWith(printed.type())) {
        throw typeMismatch(
            item,
            "IN value and list items must be the same type: %s, %s"
                .formatted(value.type().display(), printed.type().display()));
      }
      items.add(printed.text());
    }
    return new Sql("(" + value.text() + " IN (" + String.join(", ", items) + "))", SqlType.BOOLEAN);
  }

  Sql like(LikePredicate node, Scope scope) {
    Sql value = expressions.print(node.getValue(), scope);
    Sql pattern = expressions.print(node.getPattern(), scope);
    if (value.type().isKnown() && !value.type().isText()) {
      throw typeMismatch(
          node.getValue(),
          "Left side of LIKE expression must evaluate to a varchar (actual: %s)"
              .formatted(value.type().display()));
    }
    String escape =
        node.getEscape()
            .map(
                e ->
                    " ESCAPE "
                        + Literals.asText(e)
                            .map(Names::text)
                            .orElseGet(() -> expressions.print(e, scope).text()))
            .orElse("");
    return new Sql("(" + value.text() + " LIKE " + pattern.text() + escape + ")", SqlType.BOOLEAN);
  }
}
