package io.ticklake.embedded.athena.sql;

import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What one translation gathers while it prints. Confined to one thread. */
final class Workspace {
  private static final SqlParser PARSER = new SqlParser();

  private final TableLookup tables;
  private final Placeholders parameters;
  private final List<TableScan> scans = new ArrayList<>();
  private final List<Node> marked = new ArrayList<>();
  private final Set<String> views = new HashSet<>();
  private int relations;

  Workspace(TableLookup tables, Placeholders parameters) {
    this.tables = tables;
    this.parameters = parameters;
  }

  TableLookup tables() {
    return tables;
  }

  /** A name that nothing else in the query bears. */
  String nextRelation() {
    return "r" + ++relations;
  }

  TableScan scan(TableSchema table) {
    var scan = new TableScan(nextRelation(), table);
    scans.add(scan);
    return scan;
  }

  /**
   * Prints a view's query; a view inside itself is refused.
   *
   * @throws QueryFailure VIEW_IS_RECURSIVE
   */
  Relation inside(Node node, TableSchema view, Supplier<Relation> print) {
    String name = view.database() + "." + view.name();
    if (!views.add(name)) {
      throw QueryFailure.at(node, "VIEW_IS_RECURSIVE", "Statement is recursive: view " + name);
    }
    try {
      return print.get();
    } finally {
      views.remove(name);
    }
  }

  List<TableScan> scans() {
    return List.copyOf(scans);
  }

  /** A comment by which an error's place in DuckDB's text leads back to the user's. */
  String mark(Node node) {
    marked.add(node);
    return "/*@" + (marked.size() - 1) + "*/";
  }

  /** The text without the comments of {@link #mark}. */
  static String unmarked(String text) {
    return text.replaceAll("/\\*@\\d+\\*/", "");
  }

  List<Node> marked() {
    return List.copyOf(marked);
  }

  /** The value of a {@code ?}: clients send SQL literals. */
  Expression parameter(Parameter node) {
    return PARSER.createExpression(parameters.of(node));
  }
}
