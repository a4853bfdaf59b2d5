package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints one SELECT with its clauses. */
final class SelectPrinter {
  private final ExpressionPrinter expressions;
  private final RelationPrinter relations;
  private final Ordering ordering;

  SelectPrinter(ExpressionPrinter expressions, RelationPrinter relations) {
    this.expressions = expressions;
    this.relations = relations;
    this.ordering = new Ordering(expressions);
  }

  Relation print(QuerySpecification select, Scope outer) {
    Relation from =
        select
            .getFrom()
            .map(relation -> relations.from(relation, select.getWhere(), outer))
            .orElse(new Relation("", List.of()));
    Scope scope = outer.inner(from.fields());
    String where =
        select
            .getWhere()
            .map(w -> " WHERE " + expressions.condition("WHERE clause", w, scope))
            .orElse("");
    List<Field> items = items(select, scope, from);
    var text = new StringBuilder("SELECT ");
    text.append(select.getSelect().isDistinct() ? "DISTINCT " : "");
    for (int i = 0; i < items.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(items.get(i).text()).append(" AS c").append(i);
    }
    text.append(from.text().isEmpty() ? "" : " FROM " + from.text()).append(where);
    select.getGroupBy().ifPresent(group -> text.append(groupBy(group, items, scope)));
    select
        .getHaving()
        .ifPresent(
            h -> text.append(" HAVING ").append(expressions.condition("HAVING clause", h, scope)));
    text.append(windows(select, scope));
    select.getOrderBy().ifPresent(order -> text.append(orderBy(order, items, scope)));
    text.append(relations.limit(select));
    var output = new ArrayList<Field>();
    for (int i = 0; i < items.size(); i++) {
      output.add(Field.of("", items.get(i).name(), "c" + i, items.get(i).type()));
    }
    return new Relation(text.toString(), output);
  }

  /** {@code TABLE t}. */
  Relation wholeTable(Table table, Scope outer) {
    Relation from = relations.from(table, Optional.empty(), outer);
    var output = new ArrayList<Field>();
    var items = new ArrayList<String>();
    for (Field field : visible(from.fields())) {
      items.add(field.mention().text() + " AS c" + items.size());
      output.add(Field.of("", field.name(), "c" + output.size(), field.type()));
    }
    return new Relation("SELECT " + String.join(", ", items) + " FROM " + from.text(), output);
  }

  /** The output columns; their text is the whole expression. */
  private List<Field> items(QuerySpecification select, Scope scope, Relation from) {
    var items = new ArrayList<Field>();
    for (SelectItem item : select.getSelect().getSelectItems()) {
      if (item instanceof AllColumns all) {
        items.addAll(star(all, from));
      } else {
        items.add(column((SingleColumn) item, items.size(), scope));
      }
    }
    return items;
  }

  private Field column(SingleColumn item, int place, Scope scope) {
    Expression expression = item.getExpression();
    Sql printed = expressions.print(expression, scope);
    String name =
        item.getAlias()
            .map(Identifier::getValue)
            .orElseGet(
                () ->
                    expression instanceof Identifier column
                        ? column.getValue()
                        : expression instanceof DereferenceExpression field
                            ? field.getField().map(Identifier::getValue).orElse("_col" + place)
                            : "_col" + place);
    return Field.of("", name, printed.text(), printed.type());
  }

  private List<Field> star(AllColumns all, Relation from) {
    if (!all.getAliases().isEmpty()) {
      throw QueryFailure.notSupported(all, "Aliases of an asterisk");
    }
    var fields = visible(from.fields());
    if (all.getTarget().isPresent()) {
      Expression target = all.getTarget().get();
      String name = String.valueOf(target);
      String qualifier =
          target instanceof Identifier simple
              ? simple.getValue()
              : target instanceof DereferenceExpression path
                  ? path.getField().map(Identifier::getValue).orElse(name)
                  : name;
      fields = fields.stream().filter(f -> f.qualifier().equalsIgnoreCase(qualifier)).toList();
      if (fields.isEmpty()) {
        throw QueryFailure.at(all, "TABLE_NOT_FOUND", "Unable to resolve reference " + qualifier);
      }
    }
    if (fields.isEmpty()) {
      throw QueryFailure.at(
          all, "COLUMN_NOT_FOUND", "SELECT * not allowed from relation that has no columns");
    }
    return fields.stream().map(f -> Field.of("", f.name(), f.mention().text(), f.type())).toList();
  }

  private static List<Field> visible(List<Field> fields) {
    return fields.stream().filter(f -> !f.hidden()).toList();
  }

  private String groupBy(GroupBy group, List<Field> items, Scope scope) {
    if (group.isDistinct()) {
      throw QueryFailure.notSupported(group, "GROUP BY DISTINCT");
    }
    String text =
        group.getGroupingElements().stream()
            .map(element -> grouping(element, items, scope))
            .collect(joining(", "));
    return " GROUP BY " + text;
  }

  private String grouping(GroupingElement element, List<Field> items, Scope scope) {
    if (element instanceof SimpleGroupBy simple) {
      String all = keys(simple.getExpressions(), items, scope);
      return simple.getExpressions().size() == 1 ? all : "(" + all + ")";
    }
    var sets = (GroupingSets) element;
    String word =
        switch (sets.getType()) {
          case EXPLICIT -> "GROUPING SETS";
          case ROLLUP -> "ROLLUP";
          case CUBE -> "CUBE";
        };
    return sets.getSets().stream()
        .map(set -> "(" + keys(set, items, scope) + ")")
        .collect(joining(", ", word + " (", ")"));
  }

  private String keys(List<Expression> keys, List<Field> items, Scope scope) {
    return keys.stream()
        .map(
            key ->
                key instanceof LongLiteral place
                    ? items.get(Integer.parseInt(place(place, items.size())) - 1).text()
                    : expressions.print(key, scope).text())
        .collect(joining(", "));
  }

  /** A number in ORDER BY or GROUP BY is the place of an output column. */
  static String place(LongLiteral literal, int columns) {
    long place = literal.getParsedValue();
    if (place < 1 || place > columns) {
      throw QueryFailure.at(
          literal, "INVALID_COLUMN_REFERENCE", "Position " + place + " is not in select list");
    }
    return String.valueOf(place);
  }

  private String windows(QuerySpecification select, Scope scope) {
    if (select.getWindows().isEmpty()) {
      return "";
    }
    return select.getWindows().stream()
        .map(
            w ->
                Names.quote(Names.fold(w.getName().getValue()))
                    + " AS "
                    + ordering.specification(w.getWindow(), scope))
        .collect(joining(", ", " WINDOW ", ""));
  }

  /** Names mean output columns first, then those of the FROM clause. */
  private String orderBy(OrderBy order, List<Field> items, Scope scope) {
    Scope both = scope.inner(items);
    return " "
        + Ordering.orderBy(
            order,
            key ->
                key instanceof LongLiteral place
                    ? place(place, items.size())
                    : byAlias(key, items, both));
  }

  private String byAlias(Expression key, List<Field> items, Scope both) {
    if (key instanceof Identifier name) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).answersTo(name.getValue())) {
          return "c" + i;
        }
      }
    }
    String printed = expressions.print(key, both).text();
    for (int i = 0; i < items.size(); i++) {
      if (Workspace.unmarked(items.get(i).text()).equals(Workspace.unmarked(printed))) {
        return "c" + i;
      }
    }
    return printed;
  }
}
