package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.List;

/** {@code UNNEST}: a row per element; shorter arguments are filled with NULLs. */
final class UnnestPrinter {
  private final Workspace workspace;
  private final ExpressionPrinter expressions;

  UnnestPrinter(Workspace workspace, ExpressionPrinter expressions) {
    this.workspace = workspace;
    this.expressions = expressions;
  }

  Relation print(Unnest node, Scope scope) {
    String alias = workspace.nextRelation();
    var fields = new ArrayList<Field>();
    var items = new ArrayList<String>();
    String longest = "0";
    for (Expression expression : node.getExpressions()) {
      Sql value = expressions.print(expression, scope);
      SqlType type = value.type();
      if (type.is("map")) {
        add(
            fields,
            items,
            alias,
            "unnest(map_keys(" + value.text() + "))",
            type.arguments().get(0));
        add(fields, items, alias, "unnest(map_values(" + value.text() + "))", type.element());
        longest = "greatest(" + longest + ", cardinality(" + value.text() + "))";
      } else if (type.is("array") && type.element().is("row")) {
        rows(fields, items, alias, value);
        longest = longer(longest, value);
      } else if (type.is("array")) {
        add(fields, items, alias, "unnest(" + value.text() + ")", type.element());
        longest = longer(longest, value);
      } else {
        throw type.isKnown()
            ? QueryFailure.typeMismatch(expression, "Cannot unnest type: " + type.display())
            : QueryFailure.notSupported(expression, "UNNEST of a value of unknown type");
      }
    }
    if (node.isWithOrdinality()) {
      add(fields, items, alias, "unnest(range(1, " + longest + " + 1))", SqlType.BIGINT);
    }
    return new Relation("LATERAL (SELECT " + String.join(", ", items) + ") AS " + alias, fields);
  }

  private static String longer(String longest, Sql value) {
    return "greatest(" + longest + ", len(" + value.text() + "))";
  }

  /** A column for each field of the rows. */
  private static void rows(List<Field> fields, List<String> items, String alias, Sql value) {
    SqlType row = value.type().element();
    for (int i = 0; i < row.arguments().size(); i++) {
      add(
          fields,
          items,
          alias,
          "struct_extract_at(unnest(" + value.text() + "), " + (i + 1) + ")",
          row.arguments().get(i));
      int last = fields.size() - 1;
      Field field = fields.get(last);
      if (!row.names().get(i).isEmpty()) {
        fields.set(last, field.renamed("", row.names().get(i)));
      }
    }
  }

  private static void add(
      List<Field> fields, List<String> items, String alias, String text, SqlType type) {
    String column = "c" + items.size();
    items.add(text + " AS " + column);
    fields.add(Field.of("", "_col" + fields.size(), alias + "." + column, type));
  }
}
