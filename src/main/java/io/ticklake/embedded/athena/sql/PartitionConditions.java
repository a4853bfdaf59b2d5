package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds, among the conditions that all must hold, those over the partition keys of one table. They
 * choose the partitions to read; DuckDB still filters the rows by all of them.
 */
final class PartitionConditions {
  /** Differ from call to call, so they decide nothing beforehand. */
  private static final Set<String> VOLATILE = Set.of("rand", "random", "uuid", "shuffle");

  private final ExpressionPrinter expressions;

  PartitionConditions(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  /** Conditions of a WHERE clause; none if outer joins may have made rows of NULLs. */
  void spread(Expression where, List<Field> fields, boolean nullable) {
    if (!nullable) {
      conjuncts(where).forEach(condition -> give(condition, fields, fields));
    }
  }

  /** Conditions of ON: they choose on a side whose rows without a partner are dropped. */
  void ofJoin(Join join, Expression on, List<Field> left, List<Field> right) {
    var all = new ArrayList<>(left);
    all.addAll(right);
    for (Expression condition : conjuncts(on)) {
      if (drops(join, Join.Type.RIGHT) && !nullable(join.getLeft())) {
        give(condition, left, all);
      }
      if (drops(join, Join.Type.LEFT) && !nullable(join.getRight())) {
        give(condition, right, all);
      }
    }
  }

  private static boolean drops(Join join, Join.Type outer) {
    return join.getType() == Join.Type.INNER || join.getType() == outer;
  }

  /** Outer joins make rows of NULLs, on which conditions on partitions must not act. */
  static boolean nullable(io.trino.sql.tree.Relation relation) {
    if (relation instanceof AliasedRelation aliased) {
      return nullable(aliased.getRelation());
    }
    return relation instanceof Join join
        && (join.getType() == Join.Type.LEFT
            || join.getType() == Join.Type.RIGHT
            || join.getType() == Join.Type.FULL
            || nullable(join.getLeft())
            || nullable(join.getRight()));
  }

  private static List<Expression> conjuncts(Expression expression) {
    if (expression instanceof LogicalExpression logical
        && logical.getOperator() == LogicalExpression.Operator.AND) {
      return logical.getTerms().stream().flatMap(term -> conjuncts(term).stream()).toList();
    }
    return List.of(expression);
  }

  private void give(Expression condition, List<Field> side, List<Field> all) {
    var scans = new ArrayList<TableScan>();
    Scope scope = Scope.EMPTY.inner(all);
    if (!onlyKeys(condition, scope, side, scans) || scans.isEmpty()) {
      return;
    }
    TableScan scan = scans.get(0);
    if (scans.stream().allMatch(other -> other == scan)) {
      scan.require(expressions.print(condition, scope).text());
    }
  }

  private static boolean onlyKeys(Node node, Scope scope, List<Field> side, List<TableScan> scans) {
    if (node instanceof SubqueryExpression || node instanceof LambdaExpression) {
      return false;
    }
    if (node instanceof FunctionCall call && VOLATILE.contains(call.getName().toString())) {
      return false;
    }
    Optional<Field> field = Optional.empty();
    if (node instanceof Identifier name) {
      field = scope.find(name, name.getValue());
    } else if (node instanceof DereferenceExpression path
        && path.getBase() instanceof Identifier base) {
      field =
          scope.find(path, base.getValue(), path.getField().map(Identifier::getValue).orElse(""));
    } else {
      return node.getChildren().stream().allMatch(child -> onlyKeys(child, scope, side, scans));
    }
    return field
        .filter(f -> side.contains(f) && isKey(f))
        .map(f -> scans.add(f.scan().orElseThrow()))
        .orElse(false);
  }

  private static boolean isKey(Field field) {
    return field
        .scan()
        .map(TableScan::table)
        .map(t -> t.partitionKeys().stream().anyMatch(key -> key.name().equals(field.name())))
        .orElse(false);
  }
}
