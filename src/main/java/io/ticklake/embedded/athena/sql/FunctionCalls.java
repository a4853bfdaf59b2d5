package io.ticklake.embedded.athena.sql;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Calls of functions: those of the table, and those whose print depends on their arguments. */
final class FunctionCalls {
  /** What Java's regular expressions have and DuckDB's do not: look around, back references. */
  private static final Pattern JAVA_ONLY =
      Pattern.compile("\\(\\?(<?[=!]|>)|\\\\[1-9]|[*+?}]\\+|\\\\[GZz]|&&");

  private static final Pattern FORMAT =
      Pattern.compile("(?:[^%]|%%|%[-+0, ]*\\d*(?:\\.\\d+)?[sdf])*");

  private final ExpressionPrinter expressions;
  private final Workspace workspace;
  private final DateFunctions dates;
  private final LambdaFunctions lambdas;
  private final Aggregates aggregates;

  FunctionCalls(ExpressionPrinter expressions, Workspace workspace) {
    this.expressions = expressions;
    this.workspace = workspace;
    this.dates = new DateFunctions();
    this.lambdas = new LambdaFunctions(expressions);
    this.aggregates = new Aggregates(expressions);
  }

  static String list(List<Sql> values) {
    return values.stream().map(Sql::text).collect(joining(", "));
  }

  Sql print(FunctionCall node, Scope scope) {
    String name = node.getName().toString().toLowerCase(ROOT);
    if (LambdaFunctions.NAMES.contains(name)) {
      return lambdas.print(node, name, scope);
    }
    if (aggregates.isSpecial(name)) {
      return aggregates.special(node, name, scope);
    }
    var arguments = expressions.printAll(node.getArguments(), scope);
    if (DateFunctions.NAMES.contains(name)) {
      return dates.print(node, name, arguments);
    }
    return switch (name) {
      case "concat" -> concat(node, arguments);
      case "greatest", "least" -> extreme(node, name, arguments);
      case "mod" -> mod(node, arguments, scope);
      case "at_timezone" ->
          atTimeZone(node, node.getArguments().get(0), node.getArguments().get(1), scope);
      default -> fromTable(node, name, arguments, scope);
    };
  }

  private Sql fromTable(FunctionCall node, String name, List<Sql> arguments, Scope scope) {
    var types = arguments.stream().map(Sql::type).toList();
    Signature form = form(node, name, types);
    if (form.isAggregate() || form.isWindow()) {
      return aggregates.print(node, form, arguments, scope);
    }
    if (node.getWindow().isPresent() || node.isDistinct() || node.getFilter().isPresent()) {
      throw QueryFailure.at(
          node, "FUNCTION_NOT_AGGREGATE", "'" + name + "' is not an aggregate or window function");
    }
    if (name.equals("typeof")) {
      return Literals.string(types.get(0).display());
    }
    var printed = new ArrayList<String>();
    for (int i = 0; i < arguments.size(); i++) {
      printed.add(argument(form.letter(i), node.getArguments().get(i), arguments.get(i)));
    }
    String text = form.call(printed);
    if (scope.quiet() && text.startsWith("(tr_to_date(")) {
      text = text.replace("tr_to_date(", "tr_to_date_n(");
    }
    return new Sql(workspace.mark(node) + text, form.resultType(types));
  }

  private static Signature form(FunctionCall node, String name, List<SqlType> types) {
    var forms = FunctionTable.forms(name);
    if (forms.isEmpty()) {
      throw QueryFailure.at(node, "FUNCTION_NOT_FOUND", "Function '" + name + "' not registered");
    }
    if (forms.get(0).kind() == 'n') {
      throw QueryFailure.notSupported(
          node, "Function '" + name + "' is not offered by the embedded Athena");
    }
    return forms.stream()
        .filter(form -> form.accepts(types))
        .findFirst()
        .orElseThrow(() -> unexpected(node, name, types, forms));
  }

  private static QueryFailure unexpected(
      FunctionCall node, String name, List<SqlType> types, List<Signature> forms) {
    return QueryFailure.typeMismatch(
        node,
        "Unexpected parameters (%s) for function %s. Expected: %s"
            .formatted(
                types.stream().map(SqlType::display).collect(joining(", ")),
                name,
                forms.stream().map(Signature::display).collect(joining(", "))));
  }

  private String argument(char letter, Expression node, Sql printed) {
    return switch (letter) {
      case 'd' -> printed.local().text();
      case 'p' -> Names.text(jsonPath(constant(node, "JSON path")));
      case 'e' -> pattern(node);
      default -> printed.text();
    };
  }

  private static String constant(Expression node, String what) {
    return Literals.asText(node)
        .orElseThrow(() -> QueryFailure.notSupported(node, what + " that is not a constant"));
  }

  private static String pattern(Expression node) {
    String pattern = constant(node, "Regular expression");
    if (JAVA_ONLY.matcher(pattern).find()) {
      throw QueryFailure.notSupported(node, "Regular expression '" + pattern + "'");
    }
    return Names.text(pattern);
  }

  /** {@code $["a b"]} is {@code $."a b"} in DuckDB. */
  private static String jsonPath(String path) {
    return path.replaceAll("\\[\"([^\"]*)\"]", ".\"$1\"");
  }

  private static Sql concat(FunctionCall node, List<Sql> arguments) {
    SqlType type = arguments.get(0).type();
    for (Sql argument : arguments) {
      boolean joins = argument.type().isText() || argument.type().is("array");
      if ((argument.type().isKnown() && !joins) || !type.comparesWith(argument.type())) {
        throw QueryFailure.typeMismatch(
            node,
            "Unexpected parameters (%s) for function concat. Expected: concat(char(x), char(y)), concat(array(E), E) E, concat(E, array(E)) E, concat(array(E)) E, concat(varchar), concat(varbinary)"
                .formatted(arguments.stream().map(a -> a.type().display()).collect(joining(", "))));
      }
    }
    String text = arguments.stream().map(Sql::text).collect(joining(" || ", "(", ")"));
    return new Sql(text, type.isText() ? SqlType.VARCHAR : type);
  }

  /** NULL if any is; DuckDB passes over it. */
  private static Sql extreme(FunctionCall node, String name, List<Sql> arguments) {
    SqlType type = SqlType.NULL;
    for (Sql argument : arguments) {
      if (!type.comparesWith(argument.type())) {
        throw QueryFailure.typeMismatch(
            node,
            "Unexpected parameters (%s) for function %s. Expected: %s(E) E:orderable"
                .formatted(
                    arguments.stream().map(a -> a.type().display()).collect(joining(", ")),
                    name,
                    name));
      }
      type = type.widerOf(argument.type());
    }
    String anyNull = arguments.stream().map(a -> a.text() + " IS NULL").collect(joining(" OR "));
    return new Sql(
        "(CASE WHEN %s THEN NULL ELSE %s(%s) END)".formatted(anyNull, name, list(arguments)), type);
  }

  private static Sql mod(FunctionCall node, List<Sql> arguments, Scope scope) {
    if (arguments.size() != 2) {
      throw unexpected(
          node, "mod", arguments.stream().map(Sql::type).toList(), FunctionTable.forms("mod"));
    }
    return new Sql(
        "tr_mod%s(%s)".formatted(scope.quiet() ? "_n" : "", list(arguments)),
        arguments.get(0).type().widerOf(arguments.get(1).type()));
  }

  Sql extract(Extract node, Scope scope) {
    String function =
        switch (node.getField()) {
          case YEAR -> "year";
          case QUARTER -> "quarter";
          case MONTH -> "month";
          case WEEK -> "week";
          case DAY, DAY_OF_MONTH -> "day";
          case DAY_OF_WEEK, DOW -> "isodow";
          case DAY_OF_YEAR, DOY -> "dayofyear";
          case YEAR_OF_WEEK, YOW -> "isoyear";
          case HOUR -> "hour";
          case MINUTE -> "minute";
          case SECOND -> "second";
          case TIMEZONE_HOUR, TIMEZONE_MINUTE ->
              throw QueryFailure.notSupported(node, "EXTRACT of " + node.getField());
        };
    Sql value = expressions.print(node.getExpression(), scope);
    if (value.type().isKnown() && !value.type().isTime()) {
      throw QueryFailure.typeMismatch(
          node.getExpression(),
          "Cannot extract %s from %s".formatted(node.getField(), value.type().display()));
    }
    return new Sql(function + "(" + value.local().text() + ")", SqlType.BIGINT);
  }

  Sql trim(Trim node, Scope scope) {
    String name =
        switch (node.getSpecification()) {
          case BOTH -> "trim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    String value = expressions.print(node.getTrimSource(), scope).text();
    return new Sql(
        node.getTrimCharacter()
            .map(c -> name + "(" + value + ", " + expressions.print(c, scope).text() + ")")
            .orElse("tr_" + name + "(" + value + ")"),
        SqlType.VARCHAR);
  }

  /** Java's formats, as far as DuckDB's printf answers the same. */
  Sql format(Format node, Scope scope) {
    String pattern = constant(node.getArguments().get(0), "format");
    if (!FORMAT.matcher(pattern).matches()) {
      throw QueryFailure.notSupported(node, "format '" + pattern + "'");
    }
    var values = new ArrayList<String>();
    for (Sql value :
        expressions.printAll(node.getArguments().subList(1, node.getArguments().size()), scope)) {
      values.add(value.type().isNumber() ? value.text() : Casts.text(value));
    }
    return new Sql(
        "printf("
            + Names.text(pattern)
            + values.stream().map(v -> ", " + v).collect(joining())
            + ")",
        SqlType.VARCHAR);
  }

  /** The instant stays; the type remembers the zone for those who read its calendar. */
  Sql atTimeZone(Node node, Expression value, Expression zone, Scope scope) {
    Sql instant = expressions.print(value, scope);
    if (instant.type().isKnown() && !instant.type().isTime()) {
      throw QueryFailure.typeMismatch(
          value,
          "Type of value must be a time or timestamp with or without time zone (actual "
              + instant.type().display()
              + ")");
    }
    String name = Literals.zone(zone, constant(zone, "Time zone"));
    return new Sql("CAST(" + instant.text() + " AS TIMESTAMPTZ)", SqlType.zoned(name));
  }
}
