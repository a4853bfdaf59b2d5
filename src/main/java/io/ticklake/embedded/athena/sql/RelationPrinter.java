package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints FROM clauses. */
final class RelationPrinter {
  private static final String CATALOG = "awsdatacatalog";

  private final Workspace workspace;
  private final ExpressionPrinter expressions;
  private final QueryPrinter queries;
  private final UnnestPrinter unnests;
  private final PartitionConditions conditions;

  RelationPrinter(Workspace workspace, ExpressionPrinter expressions, QueryPrinter queries) {
    this.workspace = workspace;
    this.expressions = expressions;
    this.queries = queries;
    this.unnests = new UnnestPrinter(workspace, expressions);
    this.conditions = new PartitionConditions(expressions);
  }

  /** A FROM clause whose tables learn from the WHERE clause which partitions matter. */
  Relation from(io.trino.sql.tree.Relation relation, Optional<Expression> where, Scope outer) {
    Relation printed = print(relation, outer);
    where.ifPresent(
        w -> conditions.spread(w, printed.fields(), PartitionConditions.nullable(relation)));
    return printed;
  }

  String limit(QuerySpecification select) {
    return queries.limit(select.getLimit(), select.getOffset());
  }

  private Relation print(io.trino.sql.tree.Relation relation, Scope outer) {
    if (relation instanceof Table table) {
      return table(table);
    }
    if (relation instanceof AliasedRelation aliased) {
      return aliased(aliased, outer);
    }
    if (relation instanceof Join join) {
      return join(join, outer);
    }
    if (relation instanceof TableSubquery subquery) {
      return derived("(", queries.print(subquery.getQuery(), outer));
    }
    if (relation instanceof Lateral lateral) {
      return derived("LATERAL (", queries.print(lateral.getQuery(), outer));
    }
    if (relation instanceof Unnest unnest) {
      return unnests.print(unnest, outer);
    }
    if (relation instanceof Values values) {
      return derived("(", queries.values(values, outer));
    }
    if (relation instanceof SampledRelation sampled) {
      return sampled(sampled, outer);
    }
    throw QueryFailure.notSupported(relation, relation.getClass().getSimpleName());
  }

  private Relation derived(String open, Relation query) {
    String alias = workspace.nextRelation();
    return new Relation(
        open + query.text() + ") AS " + alias, requalified(query.fields(), "", alias));
  }

  /** Output fields of a query, as its readers reach them: {@code r1.c0}. */
  private static List<Field> requalified(List<Field> fields, String qualifier, String alias) {
    var all = new ArrayList<Field>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      all.add(Field.of(qualifier, field.name(), alias + ".c" + i, field.type()));
    }
    return all;
  }

  private Relation aliased(AliasedRelation aliased, Scope outer) {
    Relation inner = print(aliased.getRelation(), outer);
    String qualifier = Names.fold(aliased.getAlias().getValue());
    if (aliased.getColumnNames() != null && !aliased.getColumnNames().isEmpty()) {
      return new Relation(
          inner.text(), rename(aliased, inner.fields(), qualifier, aliased.getColumnNames()));
    }
    return new Relation(
        inner.text(), inner.fields().stream().map(f -> f.renamed(qualifier, f.name())).toList());
  }

  static List<Field> rename(
      Node node, List<Field> fields, String qualifier, List<Identifier> names) {
    var visible = fields.stream().filter(f -> !f.hidden()).toList();
    if (visible.size() != names.size()) {
      throw QueryFailure.at(
          node,
          "MISMATCHED_COLUMN_ALIASES",
          "Column alias list has %d entries but '%s' has %d columns available"
              .formatted(names.size(), qualifier, visible.size()));
    }
    var renamed = new ArrayList<Field>();
    for (int i = 0; i < names.size(); i++) {
      // A scan knows its columns by their own names.
      Field field = visible.get(i);
      field.scan().ifPresent(scan -> scan.use(Names.fold(field.name())));
      renamed.add(Field.of(qualifier, names.get(i).getValue(), field.text(), field.type()));
    }
    return renamed;
  }

  private Relation table(Table node) {
    if (node.getQueryPeriod().isPresent()) {
      throw QueryFailure.notSupported(node, "FOR TIMESTAMP AS OF and FOR VERSION AS OF");
    }
    var parts = node.getName().getParts();
    String name = parts.get(parts.size() - 1);
    var common = parts.size() == 1 ? queries.common(name) : Optional.<Relation>empty();
    if (common.isPresent()) {
      String alias = workspace.nextRelation();
      return new Relation(
          common.get().text() + " AS " + alias,
          requalified(common.get().fields(), Names.fold(name), alias));
    }
    if (parts.size() == 3 && !parts.get(0).equalsIgnoreCase(CATALOG)) {
      throw QueryFailure.at(
          node, "CATALOG_NOT_FOUND", "Catalog '" + parts.get(0) + "' does not exist");
    }
    String database = parts.size() == 1 ? queries.database() : parts.get(parts.size() - 2);
    TableSchema schema = find(node, database, name);
    return schema.viewSql().isPresent() ? view(node, schema) : scan(schema);
  }

  private TableSchema find(Table node, String database, String name) {
    if (!workspace.tables().hasDatabase(database)) {
      throw QueryFailure.at(node, "SCHEMA_NOT_FOUND", "Schema '" + database + "' does not exist");
    }
    return workspace
        .tables()
        .table(database, name)
        .orElseThrow(
            () ->
                QueryFailure.at(
                    node,
                    "TABLE_NOT_FOUND",
                    "Table '%s.%s.%s' does not exist".formatted(CATALOG, database, name)));
  }

  private Relation view(Table node, TableSchema schema) {
    try {
      var statement = new SqlParser().createStatement(schema.viewSql().orElseThrow());
      Relation query =
          workspace.inside(node, schema, () -> queries.view(schema.database(), (Query) statement));
      String alias = workspace.nextRelation();
      return new Relation(
          "(" + query.text() + ") AS " + alias, requalified(query.fields(), schema.name(), alias));
    } catch (ParsingException e) {
      throw QueryFailure.at(
          node,
          "INVALID_VIEW",
          "Failed parsing stored view '" + schema.name() + "': " + e.getMessage());
    }
  }

  private Relation scan(TableSchema schema) {
    TableScan scan = workspace.scan(schema);
    var fields = new ArrayList<Field>();
    schema.columns().forEach(c -> fields.add(field(scan, c.name(), c.type(), false)));
    schema.partitionKeys().forEach(c -> fields.add(field(scan, c.name(), c.type(), false)));
    fields.add(field(scan, TableScan.PATH, SqlType.VARCHAR, true));
    return new Relation(scan.view(), fields);
  }

  private static Field field(TableScan scan, String column, SqlType type, boolean hidden) {
    return new Field(
        scan.table().name(),
        column,
        scan.view() + "." + Names.quote(column),
        type,
        Optional.of(scan),
        hidden);
  }

  private Relation sampled(SampledRelation sampled, Scope outer) {
    Relation inner = print(sampled.getRelation(), outer);
    String share = expressions.print(sampled.getSamplePercentage(), outer).text();
    String percent = share.replace("::INTEGER", "");
    if (!percent.matches("[0-9.]+")) {
      throw QueryFailure.notSupported(sampled, "A sample percentage other than a whole number");
    }
    return new Relation(
        "%s TABLESAMPLE %s (%s PERCENT)".formatted(inner.text(), sampled.getType(), percent),
        inner.fields());
  }

  private Relation join(Join join, Scope outer) {
    Relation left = print(join.getLeft(), outer);
    // UNNEST and LATERAL see what stands to their left.
    Relation right = print(join.getRight(), outer.inner(left.fields()));
    var fields = new ArrayList<>(left.fields());
    fields.addAll(right.fields());
    String text = left.text() + " " + word(join) + " " + right.text();
    var criteria = join.getCriteria().orElse(null);
    if (criteria == null) {
      return new Relation(text, fields);
    }
    if (criteria instanceof JoinOn on) {
      Scope both = outer.inner(fields);
      conditions.ofJoin(join, on.getExpression(), left.fields(), right.fields());
      return new Relation(
          text + " ON " + expressions.condition("JOIN ON clause", on.getExpression(), both),
          fields);
    }
    if (criteria instanceof JoinUsing using) {
      return using(join, using, text, left.fields(), right.fields());
    }
    throw QueryFailure.notSupported(join, "NATURAL JOIN");
  }

  private static String word(Join join) {
    return switch (join.getType()) {
      case CROSS, IMPLICIT -> "CROSS JOIN";
      case INNER -> "INNER JOIN";
      case LEFT -> "LEFT JOIN";
      case RIGHT -> "RIGHT JOIN";
      case FULL -> "FULL JOIN";
    };
  }

  private static Relation using(
      Join join, JoinUsing using, String text, List<Field> left, List<Field> right) {
    var fields = new ArrayList<Field>();
    var rest = new ArrayList<>(left);
    rest.addAll(right);
    var conditions = new ArrayList<String>();
    for (Identifier column : using.getColumns()) {
      Field mine = only(column, left, "left");
      Field other = only(column, right, "right");
      conditions.add(Operators.compare(column, mine.mention(), "=", other.mention()).text());
      String merged =
          switch (join.getType()) {
            case RIGHT -> other.text();
            case FULL -> "coalesce(" + mine.text() + ", " + other.text() + ")";
            default -> mine.text();
          };
      fields.add(Field.of("", column.getValue(), merged, mine.type().widerOf(other.type())));
      rest.remove(mine);
      rest.remove(other);
    }
    fields.addAll(rest);
    return new Relation(text + " ON " + conditions.stream().collect(joining(" AND ")), fields);
  }

  private static Field only(Identifier column, List<Field> fields, String side) {
    var found = fields.stream().filter(f -> f.answersTo(column.getValue())).toList();
    if (found.size() != 1) {
      throw QueryFailure.at(
          column,
          found.isEmpty() ? "COLUMN_NOT_FOUND" : "AMBIGUOUS_NAME",
          "Column '%s' is missing from %s side of join".formatted(column.getValue(), side));
    }
    return found.get(0);
  }
}
