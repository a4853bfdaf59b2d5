package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** Athena's queries in DuckDB's SQL. Stateless; every call may run on its own thread. */
public final class Translator {
  private static final String EXPECTING = "Expecting: 'ALTER', 'ANALYZE'";

  private Translator() {}

  /**
   * Parses one statement.
   *
   * @throws SyntaxError in Athena's words, {@code line 1:1: mismatched input 'SELEC'. ...}
   */
  public static Statement parse(String sql) throws SyntaxError {
    try {
      return new SqlParser().createStatement(sql);
    } catch (ParsingException e) {
      String text = String.valueOf(e.getMessage());
      // Athena's grammar is this parser's and one statement more.
      throw new SyntaxError(
          text.contains(EXPECTING) ? text.replace("'UPDATE'", "'UNLOAD', 'UPDATE'") : text);
    }
  }

  /**
   * Translates a parsed query.
   *
   * @param source the text it was parsed from
   * @param database where unqualified tables are
   * @param parameters SQL literals for {@code ?}, in order
   * @throws QueryFailure what Athena would say, or NOT_SUPPORTED
   */
  public static Translation translate(
      Query query, String source, String database, TableLookup tables, List<String> parameters) {
    var workspace = new Workspace(tables, Placeholders.of(query, parameters));
    Relation printed = new QueryPrinter(workspace, source, database).print(query, Scope.EMPTY);
    var columns = new ArrayList<TableSchema.Column>();
    var outputs = new ArrayList<String>();
    for (Field field : printed.fields()) {
      String column = "c" + columns.size();
      outputs.add(output(new Sql(column, field.type())) + " AS " + column);
      columns.add(new TableSchema.Column(field.name(), field.type()));
    }
    boolean asIs = printed.fields().stream().noneMatch(f -> isRewritten(f.type()));
    String sql =
        asIs
            ? printed.text()
            : "SELECT "
                + outputs.stream().collect(joining(", "))
                + " FROM ("
                + printed.text()
                + ")";
    return new Translation(sql, columns, workspace.scans(), workspace.marked());
  }

  private static boolean isRewritten(SqlType type) {
    return type.hasZone() || Operators.isInterval(type);
  }

  /** What JDBC cannot carry goes as text (zones) or as a count (intervals). */
  private static String output(Sql column) {
    if (column.type().hasZone()) {
      return Casts.text(column);
    }
    if (column.type().equals(Literals.DAY_INTERVAL)) {
      return "CAST(round(epoch(" + column.text() + ") * 1000) AS BIGINT)";
    }
    return column.type().equals(Literals.YEAR_INTERVAL)
        ? "(datepart('year', "
            + column.text()
            + ") * 12 + datepart('month', "
            + column.text()
            + "))"
        : column.text();
  }

  /** DuckDB's macros that translations call; many statements. */
  public static String macros() {
    return FunctionTable.resource("macros.sql");
  }
}
