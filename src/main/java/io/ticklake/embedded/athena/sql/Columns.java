package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SubscriptExpression;
import java.util.Optional;

/** Names of columns, fields of rows, elements of arrays and maps. */
final class Columns {
  private final ExpressionPrinter expressions;
  private final Workspace workspace;

  Columns(ExpressionPrinter expressions, Workspace workspace) {
    this.expressions = expressions;
    this.workspace = workspace;
  }

  Sql column(Identifier node, Scope scope) {
    return scope
        .find(node, node.getValue())
        .map(field -> mention(node, field))
        .orElseThrow(() -> notFound(node, node.getValue()));
  }

  Sql dereference(DereferenceExpression node, Scope scope) {
    String name = node.getField().map(Identifier::getValue).orElseThrow();
    Optional<String> qualifier = qualifier(node.getBase());
    var column = qualifier.flatMap(q -> scope.find(node, q, name));
    if (column.isPresent()) {
      return mention(node, column.get());
    }
    if (node.getBase() instanceof Identifier base && scope.find(base, base.getValue()).isEmpty()) {
      throw notFound(node, base.getValue() + "." + name);
    }
    Sql base = expressions.print(node.getBase(), scope);
    if (base.type().isKnown() && !base.type().is("row")) {
      throw QueryFailure.typeMismatch(node, "Expression " + node.getBase() + " is not of type ROW");
    }
    return fieldOf(node, base, name);
  }

  private static Sql fieldOf(Node node, Sql base, String name) {
    var names = base.type().names();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return new Sql(
            "struct_extract(" + base.text() + ", " + Names.text(names.get(i)) + ")",
            base.type().arguments().get(i));
      }
    }
    if (base.type().is("row")) {
      throw notFound(node, name);
    }
    return new Sql("struct_extract(" + base.text() + ", " + Names.text(name) + ")", SqlType.ANY);
  }

  /** Of {@code t.x} and {@code db.t.x} it is {@code t}. */
  private static Optional<String> qualifier(Expression base) {
    if (base instanceof Identifier identifier) {
      return Optional.of(identifier.getValue());
    }
    return base instanceof DereferenceExpression inner
        ? inner.getField().map(Identifier::getValue)
        : Optional.empty();
  }

  /** {@code a[i]} and {@code m[k]} fail outside, where {@code element_at} gives NULL. */
  Sql subscript(SubscriptExpression node, Scope scope) {
    Sql base = expressions.print(node.getBase(), scope);
    Sql index = expressions.print(node.getIndex(), scope);
    if (base.type().is("row")) {
      return rowItem(node, base);
    }
    String macro =
        switch (base.type().base()) {
          case "array" -> "tr_at_array";
          case "map" -> "tr_at_map";
          default -> throw QueryFailure.notSupported(node, "Subscript of a value of unknown type");
        };
    String text =
        scope.quiet()
            ? base.text() + "[" + index.text() + "]"
            : macro + "(" + base.text() + ", " + index.text() + ")";
    return new Sql(text, base.type().element());
  }

  private static Sql rowItem(SubscriptExpression node, Sql base) {
    if (!(node.getIndex() instanceof LongLiteral literal)) {
      throw QueryFailure.at(
          node, "EXPRESSION_NOT_CONSTANT", "Subscript expression on ROW requires a constant index");
    }
    int index = (int) literal.getParsedValue();
    var types = base.type().arguments();
    if (index < 1 || index > types.size()) {
      throw QueryFailure.at(
          node,
          "INVALID_FUNCTION_ARGUMENT",
          "Invalid subscript index: %d. ROW subscript should be in range [1, %d]"
              .formatted(index, types.size()));
    }
    return new Sql("struct_extract_at(" + base.text() + ", " + index + ")", types.get(index - 1));
  }

  private Sql mention(Node node, Field field) {
    Sql sql = field.mention();
    return new Sql(workspace.mark(node) + sql.text(), sql.type());
  }

  private static QueryFailure notFound(Node node, String name) {
    return QueryFailure.at(
        node,
        "COLUMN_NOT_FOUND",
        "Column '"
            + name
            + "' cannot be resolved or requester is not authorized to access requested resources");
  }
}
