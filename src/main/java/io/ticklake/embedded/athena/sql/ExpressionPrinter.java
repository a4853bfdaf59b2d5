package io.ticklake.embedded.athena.sql;

import static io.ticklake.embedded.athena.sql.QueryFailure.typeMismatch;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CharLiteral;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.TimestampLiteral;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints expressions; every node not met here is refused. */
final class ExpressionPrinter extends AstVisitor<Sql, Scope> {
  private final Workspace workspace;
  private final String source;
  private final Queries queries;
  private final Columns columns;
  private final Conditionals conditionals = new Conditionals(this);
  private final Predicates predicates;
  private final FunctionCalls functions;

  /** Prints the queries inside expressions. */
  interface Queries {
    Relation print(io.trino.sql.tree.Query query, Scope outer);
  }

  ExpressionPrinter(Workspace workspace, String source, Queries queries) {
    this.workspace = workspace;
    this.source = source;
    this.queries = queries;
    this.columns = new Columns(this, workspace);
    this.predicates = new Predicates(this, queries);
    this.functions = new FunctionCalls(this, workspace);
  }

  Sql print(Expression expression, Scope scope) {
    return process(expression, scope);
  }

  List<Sql> printAll(List<? extends Expression> expressions, Scope scope) {
    var printed = new ArrayList<Sql>();
    for (Expression expression : expressions) {
      printed.add(process(expression, scope));
    }
    return printed;
  }

  /** A condition, as the clause of this name needs it. */
  String condition(String clause, Expression expression, Scope scope) {
    Sql printed = print(expression, scope);
    if (printed.type().isKnown() && !printed.type().is("boolean")) {
      throw typeMismatch(
          expression,
          "%s must evaluate to a boolean: actual type %s"
              .formatted(clause, printed.type().display()));
    }
    return printed.text();
  }

  @Override
  public Sql process(Node node, @Nullable Scope scope) {
    return super.process(node, scope == null ? Scope.EMPTY : scope);
  }

  @Override
  protected Sql visitNode(Node node, Scope scope) {
    throw QueryFailure.notSupported(node, node.getClass().getSimpleName());
  }

  @Override
  protected Sql visitIdentifier(Identifier node, Scope scope) {
    return columns.column(node, scope);
  }

  @Override
  protected Sql visitDereferenceExpression(DereferenceExpression node, Scope scope) {
    return columns.dereference(node, scope);
  }

  @Override
  protected Sql visitSubscriptExpression(SubscriptExpression node, Scope scope) {
    return columns.subscript(node, scope);
  }

  @Override
  protected Sql visitParameter(Parameter node, Scope scope) {
    return process(workspace.parameter(node), Scope.EMPTY);
  }

  @Override
  protected Sql visitLongLiteral(LongLiteral node, Scope scope) {
    return Literals.number(node);
  }

  @Override
  protected Sql visitDecimalLiteral(DecimalLiteral node, Scope scope) {
    return Literals.number(node, source);
  }

  @Override
  protected Sql visitDoubleLiteral(DoubleLiteral node, Scope scope) {
    return Literals.floating(node.getValue());
  }

  @Override
  protected Sql visitStringLiteral(StringLiteral node, Scope scope) {
    return Literals.string(node.getValue());
  }

  @Override
  protected Sql visitCharLiteral(CharLiteral node, Scope scope) {
    throw QueryFailure.notSupported(node, "The type char");
  }

  @Override
  protected Sql visitBinaryLiteral(BinaryLiteral node, Scope scope) {
    return Literals.binary(node);
  }

  @Override
  protected Sql visitBooleanLiteral(BooleanLiteral node, Scope scope) {
    return new Sql(String.valueOf(node.getValue()), SqlType.BOOLEAN);
  }

  @Override
  protected Sql visitNullLiteral(NullLiteral node, Scope scope) {
    return new Sql("NULL", SqlType.NULL);
  }

  @Override
  protected Sql visitGenericLiteral(GenericLiteral node, Scope scope) {
    return Literals.generic(node);
  }

  @Override
  protected Sql visitTimestampLiteral(TimestampLiteral node, Scope scope) {
    return Literals.timestamp(node);
  }

  @Override
  protected Sql visitIntervalLiteral(IntervalLiteral node, Scope scope) {
    return Literals.interval(node);
  }

  @Override
  protected Sql visitCurrentTime(CurrentTime node, Scope scope) {
    return switch (node.getFunction()) {
      case DATE -> new Sql("current_date", SqlType.DATE);
      case TIMESTAMP -> new Sql("date_trunc('millisecond', now())", SqlType.ZONED);
      case LOCALTIMESTAMP ->
          new Sql("CAST(date_trunc('millisecond', now()) AS TIMESTAMP)", SqlType.TIMESTAMP);
      case TIME, LOCALTIME -> throw QueryFailure.notSupported(node, "The type time");
    };
  }

  @Override
  protected Sql visitArithmeticBinary(ArithmeticBinaryExpression node, Scope scope) {
    return Operators.arithmetic(
        node, print(node.getLeft(), scope), print(node.getRight(), scope), scope.quiet());
  }

  @Override
  protected Sql visitArithmeticUnary(ArithmeticUnaryExpression node, Scope scope) {
    Sql value = print(node.getValue(), scope);
    boolean minus = node.getSign() == ArithmeticUnaryExpression.Sign.MINUS;
    return new Sql(minus ? "(-" + value.text() + ")" : value.text(), value.type());
  }

  @Override
  protected Sql visitComparisonExpression(ComparisonExpression node, Scope scope) {
    Sql left = print(node.getLeft(), scope);
    return Operators.compare(
        node, left, node.getOperator().getValue(), print(node.getRight(), scope));
  }

  @Override
  protected Sql visitBetweenPredicate(BetweenPredicate node, Scope scope) {
    return predicates.between(node, scope);
  }

  @Override
  protected Sql visitInPredicate(InPredicate node, Scope scope) {
    return predicates.in(node, scope);
  }

  @Override
  protected Sql visitLikePredicate(LikePredicate node, Scope scope) {
    return predicates.like(node, scope);
  }

  @Override
  protected Sql visitIsNullPredicate(IsNullPredicate node, Scope scope) {
    return new Sql("(" + print(node.getValue(), scope).text() + " IS NULL)", SqlType.BOOLEAN);
  }

  @Override
  protected Sql visitIsNotNullPredicate(IsNotNullPredicate node, Scope scope) {
    return new Sql("(" + print(node.getValue(), scope).text() + " IS NOT NULL)", SqlType.BOOLEAN);
  }

  @Override
  protected Sql visitLogicalExpression(LogicalExpression node, Scope scope) {
    String operator = " " + node.getOperator() + " ";
    String terms =
        node.getTerms().stream()
            .map(term -> condition("Logical expression term", term, scope))
            .collect(joining(operator, "(", ")"));
    return new Sql(terms, SqlType.BOOLEAN);
  }

  @Override
  protected Sql visitNotExpression(NotExpression node, Scope scope) {
    return new Sql(
        "(NOT " + condition("Value of logical NOT expression", node.getValue(), scope) + ")",
        SqlType.BOOLEAN);
  }

  @Override
  protected Sql visitCast(Cast node, Scope scope) {
    Scope inner = node.isSafe() ? scope.inTry() : scope;
    return Casts.print(node, print(node.getExpression(), inner), inner.quiet());
  }

  @Override
  protected Sql visitTryExpression(TryExpression node, Scope scope) {
    Sql inner = print(node.getInnerExpression(), scope.inTry());
    return new Sql("try(" + inner.text() + ")", inner.type());
  }

  @Override
  protected Sql visitSearchedCaseExpression(SearchedCaseExpression node, Scope scope) {
    return conditionals.searchedCase(node, scope);
  }

  @Override
  protected Sql visitSimpleCaseExpression(SimpleCaseExpression node, Scope scope) {
    return conditionals.simpleCase(node, scope);
  }

  @Override
  protected Sql visitIfExpression(IfExpression node, Scope scope) {
    return conditionals.ifElse(node, scope);
  }

  @Override
  protected Sql visitNullIfExpression(NullIfExpression node, Scope scope) {
    Sql first = print(node.getFirst(), scope);
    Sql second = print(node.getSecond(), scope);
    Operators.compare(node, first, "=", second);
    return new Sql("nullif(" + first.text() + ", " + second.text() + ")", first.type());
  }

  @Override
  protected Sql visitCoalesceExpression(CoalesceExpression node, Scope scope) {
    var all = printAll(node.getOperands(), scope);
    SqlType type = conditionals.common(node, "COALESCE operands", all);
    return new Sql("coalesce(" + FunctionCalls.list(all) + ")", type);
  }

  @Override
  protected Sql visitSubqueryExpression(SubqueryExpression node, Scope scope) {
    Relation query = queries.print(node.getQuery(), scope);
    if (query.fields().size() != 1) {
      throw QueryFailure.notSupported(node, "Multiple columns returned by subquery");
    }
    return new Sql("(" + query.text() + ")", query.fields().get(0).type());
  }

  @Override
  protected Sql visitExists(ExistsPredicate node, Scope scope) {
    var subquery = ((SubqueryExpression) node.getSubquery()).getQuery();
    return new Sql("EXISTS (" + queries.print(subquery, scope).text() + ")", SqlType.BOOLEAN);
  }

  @Override
  protected Sql visitQuantifiedComparisonExpression(
      QuantifiedComparisonExpression node, Scope scope) {
    Sql subquery = print(node.getSubquery(), scope);
    String quantifier =
        node.getQuantifier() == QuantifiedComparisonExpression.Quantifier.ALL ? "ALL" : "ANY";
    return Operators.compare(
        node,
        print(node.getValue(), scope),
        node.getOperator().getValue(),
        new Sql(quantifier + " " + subquery.text(), subquery.type()));
  }

  @Override
  protected Sql visitArray(Array node, Scope scope) {
    var all = printAll(node.getValues(), scope);
    SqlType element = conditionals.common(node, "All ARRAY elements", all);
    return new Sql("[" + FunctionCalls.list(all) + "]", SqlType.array(element));
  }

  @Override
  protected Sql visitRow(Row node, Scope scope) {
    var all = printAll(node.getItems(), scope);
    return new Sql(
        "row(" + FunctionCalls.list(all) + ")",
        SqlType.row(Collections.nCopies(all.size(), ""), all.stream().map(Sql::type).toList()));
  }

  @Override
  protected Sql visitFunctionCall(FunctionCall node, Scope scope) {
    return functions.print(node, scope);
  }

  @Override
  protected Sql visitExtract(Extract node, Scope scope) {
    return functions.extract(node, scope);
  }

  @Override
  protected Sql visitTrim(Trim node, Scope scope) {
    return functions.trim(node, scope);
  }

  @Override
  protected Sql visitFormat(Format node, Scope scope) {
    return functions.format(node, scope);
  }

  @Override
  protected Sql visitAtTimeZone(AtTimeZone node, Scope scope) {
    return functions.atTimeZone(node, node.getValue(), node.getTimeZone(), scope);
  }

  @Override
  protected Sql visitGroupingOperation(GroupingOperation node, Scope scope) {
    var all = printAll(node.getGroupingColumns(), scope);
    return new Sql("CAST(grouping(" + FunctionCalls.list(all) + ") AS INTEGER)", SqlType.INTEGER);
  }
}
