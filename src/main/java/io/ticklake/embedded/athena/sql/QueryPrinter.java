package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.With;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints queries. Output columns are called {@code c0}, {@code c1}, ... in DuckDB, so that no name
 * of the user meets a rule of DuckDB's; their own names stay in the {@link Relation}.
 */
final class QueryPrinter implements ExpressionPrinter.Queries {
  /** Which database unqualified tables are in, and the common table expressions in sight. */
  record Sight(String database, Map<String, Relation> common) {
    Sight {
      common = Map.copyOf(common);
    }
  }

  private final Workspace workspace;
  private final ExpressionPrinter expressions;
  private final RelationPrinter relations;
  private final SelectPrinter selects;
  private Sight names;

  QueryPrinter(Workspace workspace, String source, String database) {
    this.workspace = workspace;
    this.expressions = new ExpressionPrinter(workspace, source, this);
    this.relations = new RelationPrinter(workspace, expressions, this);
    this.selects = new SelectPrinter(expressions, relations);
    this.names = new Sight(database, Map.of());
  }

  String database() {
    return names.database();
  }

  Optional<Relation> common(String name) {
    return Optional.ofNullable(names.common().get(Names.fold(name)));
  }

  @Override
  public Relation print(Query query, Scope outer) {
    Sight before = names;
    String with = query.getWith().map(w -> with(w, outer)).orElse("");
    Relation body = body(query.getQueryBody(), outer);
    String text = with + body.text();
    if (query.getOrderBy().isPresent()
        || query.getLimit().isPresent()
        || query.getOffset().isPresent()) {
      String order = query.getOrderBy().map(o -> " " + orderOutput(o, body, outer)).orElse("");
      text =
          with
              + "SELECT * FROM ("
              + body.text()
              + ") AS "
              + workspace.nextRelation()
              + order
              + limit(query.getLimit(), query.getOffset());
    }
    names = before;
    return new Relation(text, body.fields());
  }

  private String with(With with, Scope outer) {
    if (with.isRecursive()) {
      throw QueryFailure.notSupported(with, "WITH RECURSIVE");
    }
    var printed = new ArrayList<String>();
    for (var query : with.getQueries()) {
      Relation relation = print(query.getQuery(), outer);
      String alias = workspace.nextRelation();
      printed.add(alias + " AS (" + relation.text() + ")");
      var common = new HashMap<>(names.common());
      String name = Names.fold(query.getName().getValue());
      common.put(name, named(query, alias, name, relation, query.getColumnNames()));
      names = new Sight(names.database(), common);
    }
    return "WITH " + String.join(", ", printed) + " ";
  }

  private static Relation named(
      Node node, String alias, String name, Relation relation, Optional<List<Identifier>> columns) {
    var fields = new ArrayList<Field>();
    for (int i = 0; i < relation.fields().size(); i++) {
      Field field = relation.fields().get(i);
      fields.add(Field.of(name, field.name(), "c" + i, field.type()));
    }
    return new Relation(
        alias, columns.map(c -> RelationPrinter.rename(node, fields, name, c)).orElse(fields));
  }

  private Relation body(QueryBody body, Scope outer) {
    if (body instanceof QuerySpecification select) {
      return selects.print(select, outer);
    }
    if (body instanceof TableSubquery subquery) {
      Relation inner = print(subquery.getQuery(), outer);
      return new Relation("(" + inner.text() + ")", inner.fields());
    }
    if (body instanceof SetOperation operation) {
      return setOperation(operation, outer);
    }
    if (body instanceof Values values) {
      return values(values, outer);
    }
    if (body instanceof Table table) {
      return selects.wholeTable(table, outer);
    }
    throw QueryFailure.notSupported(body, body.getClass().getSimpleName());
  }

  Relation values(Values values, Scope outer) {
    var rows = new ArrayList<List<Sql>>();
    for (Expression row : values.getRows()) {
      rows.add(
          row instanceof io.trino.sql.tree.Row items
              ? expressions.printAll(items.getItems(), outer)
              : List.of(expressions.print(row, outer)));
    }
    int width = rows.get(0).size();
    var fields = new ArrayList<Field>();
    for (int i = 0; i < width; i++) {
      SqlType type = SqlType.NULL;
      for (var row : rows) {
        if (row.size() != width) {
          throw QueryFailure.typeMismatch(
              values, "Values rows have mismatched sizes: " + width + " vs " + row.size());
        }
        SqlType other = row.get(i).type();
        if (!type.comparesWith(other)) {
          throw QueryFailure.typeMismatch(
              values,
              "Values rows have mismatched types: %s vs %s"
                  .formatted(type.display(), other.display()));
        }
        type = type.is("?") ? type : type.widerOf(other);
      }
      fields.add(Field.of("", "_col" + i, "c" + i, type));
    }
    String columns = fields.stream().map(Field::text).collect(joining(", "));
    String printed =
        rows.stream().map(r -> "(" + FunctionCalls.list(r) + ")").collect(joining(", "));
    return new Relation(
        "SELECT * FROM (VALUES %s) AS %s(%s)".formatted(printed, workspace.nextRelation(), columns),
        fields);
  }

  private Relation setOperation(SetOperation operation, Scope outer) {
    String word =
        operation instanceof Union
            ? "UNION"
            : operation instanceof Intersect ? "INTERSECT" : "EXCEPT";
    String all = operation.isDistinct() ? " " : " ALL ";
    var sides =
        operation instanceof Except except
            ? List.of(except.getLeft(), except.getRight())
            : operation.getRelations();
    Relation first = body((QueryBody) sides.get(0), outer);
    var texts = new ArrayList<String>(List.of("(" + first.text() + ")"));
    var fields = new ArrayList<>(first.fields());
    for (var side : sides.subList(1, sides.size())) {
      Relation next = body((QueryBody) side, outer);
      texts.add("(" + next.text() + ")");
      unite(operation, word, fields, next.fields());
    }
    return new Relation(String.join(" " + word + all, texts), fields);
  }

  private static void unite(Node node, String word, List<Field> fields, List<Field> others) {
    if (fields.size() != others.size()) {
      throw QueryFailure.typeMismatch(
          node,
          "%s query has different number of fields: %d, %d"
              .formatted(word, fields.size(), others.size()));
    }
    for (int i = 0; i < fields.size(); i++) {
      SqlType left = fields.get(i).type();
      SqlType right = others.get(i).type();
      if (!left.comparesWith(right)) {
        throw QueryFailure.typeMismatch(
            node,
            "column %d in %s query has incompatible types: %s, %s"
                .formatted(i + 1, word, left.display(), right.display()));
      }
      SqlType type = left.is("?") ? left : left.widerOf(right);
      fields.set(i, Field.of("", fields.get(i).name(), "c" + i, type));
    }
  }

  /** ORDER BY of a set operation or VALUES: names and places of its output. */
  private String orderOutput(OrderBy order, Relation body, Scope outer) {
    Scope scope = outer.inner(body.fields().stream().map(f -> f.renamed("", f.name())).toList());
    return Ordering.orderBy(
        order,
        key ->
            key instanceof LongLiteral place
                ? SelectPrinter.place(place, body.fields().size())
                : expressions.print(key, scope).text());
  }

  /** Athena says OFFSET before LIMIT, DuckDB after it. */
  String limit(Optional<Node> limit, Optional<Offset> offset) {
    String rows =
        limit
            .map(
                node -> {
                  if (node instanceof FetchFirst fetch && fetch.isWithTies()) {
                    throw QueryFailure.notSupported(node, "FETCH FIRST WITH TIES");
                  }
                  return node instanceof FetchFirst fetch
                      ? " LIMIT " + fetch.getRowCount().map(this::count).orElse("1")
                      : limitRows((Limit) node);
                })
            .orElse("");
    return rows + offset.map(o -> " OFFSET " + count(o.getRowCount())).orElse("");
  }

  private String limitRows(Limit limit) {
    return limit.getRowCount() instanceof AllRows ? "" : " LIMIT " + count(limit.getRowCount());
  }

  private String count(Expression expression) {
    Expression value =
        expression instanceof Parameter parameter ? workspace.parameter(parameter) : expression;
    if (value instanceof LongLiteral literal) {
      return String.valueOf(literal.getParsedValue());
    }
    throw QueryFailure.at(expression, "INVALID_LIMIT_CLAUSE", "Expected a constant number of rows");
  }

  /** Prints a view's query with the view's own database as the default. */
  Relation view(String database, Query query) {
    Sight before = names;
    names = new Sight(database, Map.of());
    Relation relation = print(query, Scope.EMPTY);
    names = before;
    return relation;
  }
}
