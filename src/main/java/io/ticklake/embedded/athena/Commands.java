package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.Command.TableName;
import io.ticklake.embedded.athena.sql.SyntaxError;
import io.ticklake.embedded.athena.sql.Translator;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.DropView;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text to statement: Hive's grammar for what begins so, Trino's for the rest. */
final class Commands {
  private static final Pattern END = Pattern.compile(";\\s*$");
  private static final Pattern VIEW_QUERY =
      Pattern.compile("(?is)^.*?\\bVIEW\\b.*?\\bAS\\b\\s*(?=\\(|SELECT|WITH|VALUES|TABLE)");

  private Commands() {}

  static Command parse(String text) throws SyntaxError {
    String sql = END.matcher(text.strip()).replaceFirst("");
    var hive = HiveParser.parse(sql);
    if (hive.isPresent()) {
      return hive.get();
    }
    if (sql.toUpperCase(Locale.ROOT).startsWith("UNLOAD")) {
      return new Command.Unsupported("UNLOAD", StatementKind.dml("UNLOAD"));
    }
    return command(Translator.parse(sql), sql);
  }

  private static Command command(Statement statement, String sql) {
    if (statement instanceof Query query) {
      return new Command.Select(query, StatementKind.dml("SELECT"));
    }
    if (statement instanceof Explain explain && explain.getStatement() instanceof Query query) {
      return new Command.Explain(query, StatementKind.dml("EXPLAIN"));
    }
    if (statement instanceof CreateView view) {
      return new Command.CreateView(
          name(view.getName()),
          view.getQuery(),
          VIEW_QUERY.matcher(sql).replaceFirst(""),
          view.isReplace(),
          StatementKind.ddl("CREATE_VIEW"));
    }
    if (statement instanceof DropView drop) {
      return new Command.DropView(
          name(drop.getName()), drop.isExists(), StatementKind.ddl("DROP_VIEW"));
    }
    if (statement instanceof CreateTableAsSelect) {
      return new Command.Unsupported(
          "CREATE TABLE AS SELECT", StatementKind.ddl("CREATE_TABLE_AS_SELECT"));
    }
    String what = statement.getClass().getSimpleName();
    return new Command.Unsupported(
        what,
        statement instanceof Insert ? StatementKind.dml("INSERT") : StatementKind.ddl("OTHER"));
  }

  private static TableName name(QualifiedName name) {
    return new TableName(name.getPrefix().map(QualifiedName::getSuffix), name.getSuffix());
  }

  /** The database that a statement means. */
  static String database(Optional<String> named, QueryRequest request) {
    return named.orElse(request.databaseOrDefault());
  }
}
