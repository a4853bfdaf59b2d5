package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.StringLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Aggregate and window functions with DISTINCT, ORDER BY, FILTER, IGNORE NULLS and OVER. */
final class Aggregates {
  private final ExpressionPrinter expressions;
  private final Ordering ordering;

  Aggregates(ExpressionPrinter expressions) {
    this.expressions = expressions;
    this.ordering = new Ordering(expressions);
  }

  boolean isSpecial(String name) {
    return name.equals("approx_percentile") || name.equals("listagg");
  }

  Sql special(FunctionCall node, String name, Scope scope) {
    return name.equals("listagg") ? listagg(node, scope) : percentile(node, scope);
  }

  Sql print(FunctionCall node, Signature form, List<Sql> arguments, Scope scope) {
    if (form.isWindow() && node.getWindow().isEmpty()) {
      throw QueryFailure.at(
          node, "MISSING_OVER", "Window function " + form.name() + " requires an OVER clause");
    }
    var texts = arguments.stream().map(Sql::text).toList();
    var types = arguments.stream().map(Sql::type).toList();
    String call = form.call(texts);
    if (node.isDistinct() && !call.contains("(DISTINCT ")) {
      call = call.replaceFirst("\\(", "(DISTINCT ");
    }
    String inside = nulls(node) + orderInside(node, scope);
    String behind = filter(node, scope, Optional.empty()) + over(node, scope);
    String core = call.substring(0, call.length() - 1) + inside + ")" + behind;
    String around = form.around(texts, core);
    if (form.name().equals("avg") && types.get(0).is("decimal")) {
      // DuckDB's average is a double; the type is that of any aggregate of the same values.
      around = "cast_to_type(" + core + ", max(" + texts.get(0) + ")" + behind + ")";
    }
    return new Sql(
        around, form.name().equals("avg") ? average(types.get(0)) : form.resultType(types));
  }

  private static SqlType average(SqlType type) {
    return type.is("decimal") || type.is("real") ? type : SqlType.DOUBLE;
  }

  private static String nulls(FunctionCall node) {
    return node.getNullTreatment()
        .map(t -> t == FunctionCall.NullTreatment.IGNORE ? " IGNORE NULLS" : " RESPECT NULLS")
        .orElse("");
  }

  private String orderInside(FunctionCall node, Scope scope) {
    return node.getOrderBy().map(order -> " " + ordering.orderBy(order, scope)).orElse("");
  }

  private String filter(FunctionCall node, Scope scope, Optional<String> also) {
    var conditions = new ArrayList<String>();
    also.ifPresent(conditions::add);
    node.getFilter()
        .ifPresent(f -> conditions.add(expressions.condition("Filter expression", f, scope)));
    return conditions.isEmpty()
        ? ""
        : " FILTER (WHERE " + conditions.stream().collect(joining(" AND ")) + ")";
  }

  private String over(FunctionCall node, Scope scope) {
    return node.getWindow().map(window -> " OVER " + ordering.window(window, scope)).orElse("");
  }

  /** Exact, by Athena's own rule of ranks: the element at floor(p * n). */
  private Sql percentile(FunctionCall node, Scope scope) {
    var arguments = expressions.printAll(node.getArguments(), scope);
    if (arguments.size() != 2) {
      throw QueryFailure.notSupported(node, "approx_percentile with weight or accuracy");
    }
    Sql value = arguments.get(0);
    if (value.type().isKnown() && !value.type().isNumber()) {
      throw QueryFailure.typeMismatch(
          node,
          "Unexpected parameters (%s, %s) for function approx_percentile. Expected: approx_percentile(double, double)"
              .formatted(value.type().display(), arguments.get(1).type().display()));
    }
    boolean many = arguments.get(1).type().is("array");
    String list =
        "list(%s ORDER BY %s)%s%s"
            .formatted(
                value.text(),
                value.text(),
                filter(node, scope, Optional.of(value.text() + " IS NOT NULL")),
                over(node, scope));
    String share = "CAST(" + arguments.get(1).text() + " AS DOUBLE" + (many ? "[]" : "") + ")";
    return new Sql(
        "tr_pct(" + list + ", " + share + ")", many ? SqlType.array(value.type()) : value.type());
  }

  private Sql listagg(FunctionCall node, Scope scope) {
    Sql value = expressions.print(node.getArguments().get(0), scope);
    String separator =
        node.getArguments().size() > 1 && node.getArguments().get(1) instanceof StringLiteral text
            ? text.getValue()
            : "";
    return new Sql(
        "string_agg(%s%s, %s%s)%s%s"
            .formatted(
                node.isDistinct() ? "DISTINCT " : "",
                value.text(),
                Names.text(separator),
                orderInside(node, scope),
                filter(node, scope, Optional.empty()),
                over(node, scope)),
        SqlType.VARCHAR);
  }
}
