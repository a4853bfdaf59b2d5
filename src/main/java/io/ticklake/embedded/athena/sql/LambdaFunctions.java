package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.LambdaArgumentDeclaration;
import io.trino.sql.tree.LambdaExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions of arrays and maps that take a lambda. */
final class LambdaFunctions {
  static final Set<String> NAMES =
      Set.of(
          "transform",
          "filter",
          "reduce",
          "any_match",
          "all_match",
          "none_match",
          "zip_with",
          "map_filter",
          "transform_values",
          "transform_keys");

  private final ExpressionPrinter expressions;

  LambdaFunctions(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  Sql print(FunctionCall node, String name, Scope scope) {
    var arguments = node.getArguments();
    int wanted = name.equals("reduce") ? 4 : name.equals("zip_with") ? 3 : 2;
    if (arguments.size() != wanted) {
      throw QueryFailure.typeMismatch(
          node, "Unexpected parameters for function " + name + ": it takes " + wanted);
    }
    Sql subject = expressions.print(arguments.get(0), scope);
    requireKind(node, name, subject.type());
    return switch (name) {
      case "transform" -> transform(node, subject, scope);
      case "filter" ->
          new Sql(
              call("list_filter", subject, elementLambda(node, subject, scope)), subject.type());
      case "any_match" -> match(node, subject, scope, "> 0");
      case "none_match" -> match(node, subject, scope, "= 0");
      case "all_match" -> match(node, subject, scope, "= len(" + subject.text() + ")");
      case "reduce" -> reduce(node, subject, scope);
      case "zip_with" -> zipWith(node, subject, scope);
      default -> overEntries(node, name, subject, scope);
    };
  }

  private static void requireKind(FunctionCall node, String name, SqlType type) {
    boolean map = Set.of("map_filter", "transform_values", "transform_keys").contains(name);
    if (type.isKnown() && !type.is(map ? "map" : "array")) {
      throw QueryFailure.typeMismatch(
          node, "Unexpected parameters (" + type.display() + ", function) for function " + name);
    }
  }

  private Sql transform(FunctionCall node, Sql list, Scope scope) {
    Sql lambda = elementLambda(node, list, scope);
    return new Sql(call("list_transform", list, lambda), SqlType.array(lambda.type()));
  }

  private Sql match(FunctionCall node, Sql list, Scope scope, String test) {
    Sql lambda = elementLambda(node, list, scope);
    return new Sql(
        "(len(" + call("list_filter", list, lambda) + ") " + test + ")", SqlType.BOOLEAN);
  }

  private Sql reduce(FunctionCall node, Sql list, Scope scope) {
    Sql start = expressions.print(node.getArguments().get(1), scope);
    LambdaExpression step = lambda(node.getArguments().get(2), 2);
    Sql printed = lambda(step, scope, List.of(start.type(), list.type().element()));
    SqlType type = start.type().widerOf(printed.type());
    String folded =
        "list_reduce(list_prepend(%s, %s), %s)"
            .formatted(start.text(), list.text(), printed.text());
    LambdaExpression end = lambda(node.getArguments().get(3), 1);
    String name = Names.fold(end.getArguments().get(0).getName().getValue());
    Field state = Field.of("", name, "(" + folded + ")", type);
    return expressions.print(end.getBody(), scope.inner(List.of(state)));
  }

  private Sql zipWith(FunctionCall node, Sql left, Scope scope) {
    Sql right = expressions.print(node.getArguments().get(1), scope);
    LambdaExpression lambda = lambda(node.getArguments().get(2), 2);
    var fields =
        List.of(
            Field.of("", parameter(lambda, 0), "zipped[1]", left.type().element()),
            Field.of("", parameter(lambda, 1), "zipped[2]", right.type().element()));
    Sql body = expressions.print(lambda.getBody(), scope.inner(fields));
    return new Sql(
        "list_transform(list_zip(%s, %s), lambda zipped: %s)"
            .formatted(left.text(), right.text(), body.text()),
        SqlType.array(body.type()));
  }

  private Sql overEntries(FunctionCall node, String name, Sql map, Scope scope) {
    LambdaExpression lambda = lambda(node.getArguments().get(1), 2);
    SqlType key = map.type().is("map") ? map.type().arguments().get(0) : SqlType.ANY;
    var fields =
        List.of(
            Field.of("", parameter(lambda, 0), "entry.key", key),
            Field.of("", parameter(lambda, 1), "entry.value", map.type().element()));
    Sql body = expressions.print(lambda.getBody(), scope.inner(fields));
    String entries = "map_entries(" + map.text() + ")";
    return switch (name) {
      case "map_filter" ->
          new Sql(
              "map_from_entries(list_filter(%s, lambda entry: %s))".formatted(entries, body.text()),
              map.type());
      case "transform_values" ->
          new Sql(
              "map_from_entries(list_transform(%s, lambda entry: row(entry.key, %s)))"
                  .formatted(entries, body.text()),
              SqlType.map(key, body.type()));
      default ->
          new Sql(
              "map_from_entries(list_transform(%s, lambda entry: row(%s, entry.value)))"
                  .formatted(entries, body.text()),
              SqlType.map(body.type(), map.type().element()));
    };
  }

  private Sql elementLambda(FunctionCall node, Sql list, Scope scope) {
    return lambda(lambda(node.getArguments().get(1), 1), scope, List.of(list.type().element()));
  }

  private Sql lambda(LambdaExpression lambda, Scope scope, List<SqlType> types) {
    var fields = new ArrayList<Field>();
    for (int i = 0; i < types.size(); i++) {
      String name = parameter(lambda, i);
      fields.add(Field.of("", name, Names.quote(name), types.get(i)));
    }
    Sql body = expressions.print(lambda.getBody(), scope.inner(fields));
    String names = String.join(", ", fields.stream().map(Field::text).toList());
    return new Sql("lambda " + names + ": " + body.text(), body.type());
  }

  private static LambdaExpression lambda(Expression expression, int parameters) {
    if (expression instanceof LambdaExpression lambda
        && lambda.getArguments().size() == parameters) {
      return lambda;
    }
    throw QueryFailure.typeMismatch(
        expression, "Expected a lambda that takes %d argument(s)".formatted(parameters));
  }

  private static String parameter(LambdaExpression lambda, int index) {
    LambdaArgumentDeclaration declaration = lambda.getArguments().get(index);
    return Names.fold(declaration.getName().getValue());
  }

  private static String call(String function, Sql list, Sql lambda) {
    return function + "(" + list.text() + ", " + lambda.text() + ")";
  }
}
