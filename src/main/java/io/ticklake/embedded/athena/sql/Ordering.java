package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.function.Function;

/** ORDER BY and windows. NULLs come last both ways in Athena, which is always said. */
final class Ordering {
  private final ExpressionPrinter expressions;

  Ordering(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  String orderBy(OrderBy order, Scope scope) {
    return orderBy(order, key -> expressions.print(key, scope).text());
  }

  static String orderBy(OrderBy order, Function<Expression, String> print) {
    return order.getSortItems().stream()
        .map(item -> print.apply(item.getSortKey()) + direction(item))
        .collect(joining(", ", "ORDER BY ", ""));
  }

  private static String direction(SortItem item) {
    String way = item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC";
    boolean first = item.getNullOrdering() == SortItem.NullOrdering.FIRST;
    return way + (first ? " NULLS FIRST" : " NULLS LAST");
  }

  String window(Window window, Scope scope) {
    return window instanceof WindowReference reference
        ? Names.quote(Names.fold(reference.getName().getValue()))
        : specification((WindowSpecification) window, scope);
  }

  String specification(WindowSpecification window, Scope scope) {
    var parts = new ArrayList<String>();
    window
        .getExistingWindowName()
        .ifPresent(name -> parts.add(Names.quote(Names.fold(name.getValue()))));
    if (!window.getPartitionBy().isEmpty()) {
      parts.add(
          "PARTITION BY "
              + FunctionCalls.list(expressions.printAll(window.getPartitionBy(), scope)));
    }
    window.getOrderBy().ifPresent(order -> parts.add(orderBy(order, scope)));
    window.getFrame().ifPresent(frame -> parts.add(frame(frame, scope)));
    return "(" + String.join(" ", parts) + ")";
  }

  private String frame(WindowFrame frame, Scope scope) {
    if (frame.getPattern().isPresent()) {
      throw QueryFailure.notSupported(frame, "MATCH_RECOGNIZE in a window");
    }
    String start = bound(frame.getStart(), scope);
    return frame
        .getEnd()
        .map(end -> frame.getType() + " BETWEEN " + start + " AND " + bound(end, scope))
        .orElse(frame.getType() + " " + start);
  }

  private String bound(FrameBound bound, Scope scope) {
    String value = bound.getValue().map(v -> expressions.print(v, scope).text() + " ").orElse("");
    return switch (bound.getType()) {
      case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
      case PRECEDING -> value + "PRECEDING";
      case CURRENT_ROW -> "CURRENT ROW";
      case FOLLOWING -> value + "FOLLOWING";
      case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
    };
  }
}
