package io.ticklake.embedded.athena;

import static java.util.Locale.ROOT;

import io.ticklake.embedded.athena.Command.TableName;
import io.ticklake.embedded.athena.sql.SyntaxError;
import io.ticklake.embedded.glue.GlueColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Athena's second grammar: DDL of Hive and SHOW, DESCRIBE. Back-quoted names are its own. */
final class HiveParser {
  private static final Pattern TYPE_WORD = Pattern.compile("\\b\\w+\\b(?!:)");

  private final HiveTokens tokens;

  private HiveParser(String sql) {
    this.tokens = new HiveTokens(sql);
  }

  /**
   * The statement, if its first words are of this grammar.
   *
   * @throws SyntaxError {@code line l:c: mismatched input ..}
   */
  static Optional<Command> parse(String sql) throws SyntaxError {
    var parser = new HiveParser(sql);
    Optional<Command> command = parser.statement();
    if (command.isPresent()) {
      parser.tokens.end();
    }
    return command;
  }

  private Optional<Command> statement() throws SyntaxError {
    if (tokens.take("SHOW")) {
      return Optional.of(show());
    }
    if (tokens.take("DESCRIBE") || tokens.take("DESC")) {
      boolean more = tokens.take("EXTENDED") || tokens.take("FORMATTED");
      var kind = StatementKind.utility(more ? "DESCRIBE_FORMATTED_TABLE" : "DESCRIBE_TABLE");
      return Optional.of(new Command.Describe(table(), kind));
    }
    if (tokens.take("MSCK", "REPAIR", "TABLE")) {
      return Optional.of(new Command.Repair(table(), StatementKind.ddl("MSCK_REPAIR_TABLE")));
    }
    if (tokens.take("CREATE", "EXTERNAL", "TABLE")) {
      return Optional.of(new CreateTableParser(tokens, this).parse());
    }
    if (tokens.take("CREATE", "DATABASE") || tokens.take("CREATE", "SCHEMA")) {
      return Optional.of(createDatabase());
    }
    if (tokens.take("DROP", "DATABASE") || tokens.take("DROP", "SCHEMA")) {
      boolean ifExists = tokens.take("IF", "EXISTS");
      String name = tokens.name();
      boolean cascade = tokens.take("CASCADE");
      if (!cascade) {
        tokens.take("RESTRICT");
      }
      return Optional.of(
          new Command.DropDatabase(name, ifExists, cascade, StatementKind.ddl("DROP_DATABASE")));
    }
    if (tokens.take("DROP", "TABLE")) {
      boolean ifExists = tokens.take("IF", "EXISTS");
      return Optional.of(new Command.DropTable(table(), ifExists, StatementKind.ddl("DROP_TABLE")));
    }
    return tokens.take("ALTER", "TABLE") ? Optional.of(alterTable()) : Optional.empty();
  }

  private Command show() throws SyntaxError {
    if (tokens.take("DATABASES") || tokens.take("SCHEMAS")) {
      return new Command.ShowDatabases(pattern(), StatementKind.utility("SHOW_DATABASES"));
    }
    if (tokens.take("TABLES")) {
      var database = inDatabase();
      return new Command.ShowTables(database, pattern(), StatementKind.utility("SHOW_TABLES"));
    }
    if (tokens.take("VIEWS")) {
      var database = inDatabase();
      return new Command.ShowViews(database, pattern(), StatementKind.utility("SHOW_VIEWS"));
    }
    if (tokens.take("PARTITIONS")) {
      return new Command.ShowPartitions(table(), StatementKind.utility("SHOW_PARTITIONS"));
    }
    if (tokens.take("COLUMNS")) {
      if (!tokens.take("IN")) {
        tokens.expect("FROM");
      }
      return new Command.ShowColumns(tableIn(), StatementKind.utility("SHOW_COLUMNS"));
    }
    if (tokens.take("TBLPROPERTIES")) {
      return new Command.ShowProperties(table(), StatementKind.utility("SHOW_TBLPROPERTIES"));
    }
    if (tokens.take("CREATE", "TABLE") || tokens.take("CREATE", "VIEW")) {
      return new Command.ShowCreate(table(), StatementKind.utility("SHOW_CREATE_TABLE"));
    }
    throw tokens.unexpected();
  }

  private Command createDatabase() throws SyntaxError {
    boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
    String name = tokens.name();
    String comment = tokens.take("COMMENT") ? tokens.text() : "";
    String location = tokens.take("LOCATION") ? tokens.text() : "";
    if (tokens.take("WITH", "DBPROPERTIES")) {
      properties();
    }
    return new Command.CreateDatabase(
        name, ifNotExists, comment, location, StatementKind.ddl("CREATE_DATABASE"));
  }

  private Command alterTable() throws SyntaxError {
    TableName table = table();
    if (tokens.take("ADD")) {
      boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
      var values = new ArrayList<Map<String, String>>();
      var locations = new ArrayList<String>();
      while (tokens.take("PARTITION")) {
        values.add(partition());
        locations.add(tokens.take("LOCATION") ? tokens.text() : "");
      }
      if (values.isEmpty()) {
        throw tokens.unexpected();
      }
      return new Command.AddPartitions(
          table, ifNotExists, values, locations, StatementKind.ddl("ALTER_TABLE_ADD_PARTITION"));
    }
    if (tokens.take("DROP")) {
      boolean ifExists = tokens.take("IF", "EXISTS");
      var values = new ArrayList<Map<String, String>>();
      do {
        tokens.expect("PARTITION");
        values.add(partition());
      } while (tokens.take(","));
      return new Command.DropPartitions(
          table, ifExists, values, StatementKind.ddl("ALTER_TABLE_DROP_PARTITION"));
    }
    throw tokens.unexpected();
  }

  private Map<String, String> partition() throws SyntaxError {
    var values = new LinkedHashMap<String, String>();
    tokens.expect("(");
    do {
      String key = tokens.name();
      tokens.expect("=");
      values.put(key, tokens.value());
    } while (tokens.take(","));
    tokens.expect(")");
    return values;
  }

  /** {@code ('k'='v', ...)}. */
  Map<String, String> properties() throws SyntaxError {
    var values = new LinkedHashMap<String, String>();
    tokens.expect("(");
    do {
      String key = tokens.text();
      tokens.expect("=");
      values.put(key, tokens.text());
    } while (tokens.take(","));
    tokens.expect(")");
    return values;
  }

  TableName table() throws SyntaxError {
    String first = tokens.name();
    if (!tokens.take(".")) {
      return new TableName(Optional.empty(), first);
    }
    String second = tokens.name();
    return tokens.take(".")
        ? new TableName(Optional.of(second), tokens.name())
        : new TableName(Optional.of(first), second);
  }

  /** {@code t}, {@code db.t} or {@code t FROM db}. */
  private TableName tableIn() throws SyntaxError {
    TableName table = table();
    Optional<String> database = inDatabase();
    return database.isPresent() ? new TableName(database, table.name()) : table;
  }

  private Optional<String> inDatabase() throws SyntaxError {
    return tokens.take("IN") || tokens.take("FROM") ? Optional.of(tokens.name()) : Optional.empty();
  }

  /** {@code LIKE 'regex'} or the text alone, in which only * and | mean something. */
  private Optional<String> pattern() throws SyntaxError {
    if (tokens.take("LIKE")) {
      return Optional.of(tokens.text());
    }
    return tokens.optionalText();
  }

  /** A column's or key's name, type and comment. */
  List<GlueColumn> columns() throws SyntaxError {
    var columns = new ArrayList<GlueColumn>();
    tokens.expect("(");
    do {
      String name = tokens.name();
      if (tokens.take(":")) {
        throw tokens.unexpected();
      }
      // Names of struct fields keep their letters: keys of JSON are found by them.
      String type = TYPE_WORD.matcher(tokens.type()).replaceAll(w -> w.group().toLowerCase(ROOT));
      String comment = tokens.take("COMMENT") ? tokens.text() : "";
      columns.add(new GlueColumn(name, type, comment));
    } while (tokens.take(","));
    tokens.expect(")");
    return columns;
  }
}
