package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.sql.SyntaxError;
import io.ticklake.embedded.glue.GlueColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code CREATE EXTERNAL TABLE}, from behind these words. */
final class CreateTableParser {
  private final HiveTokens tokens;
  private final HiveParser hive;

  CreateTableParser(HiveTokens tokens, HiveParser hive) {
    this.tokens = tokens;
    this.hive = hive;
  }

  Command parse() throws SyntaxError {
    boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
    Command.TableName name = hive.table();
    List<GlueColumn> columns = hive.columns();
    List<GlueColumn> keys = List.of();
    TableFormat format = TableFormat.text(TableFormat.LAZY_SIMPLE, Map.of());
    String location = "";
    var properties = new HashMap<String, String>();
    while (!tokens.atEnd()) {
      if (tokens.take("COMMENT")) {
        properties.put("comment", tokens.text());
      } else if (tokens.take("PARTITIONED", "BY")) {
        keys = hive.columns();
      } else if (tokens.comes("ROW", "FORMAT")) {
        format = rowFormat();
      } else if (tokens.take("STORED", "AS")) {
        format = storedAs(format);
      } else if (tokens.take("LOCATION")) {
        location = tokens.text();
      } else if (tokens.take("TBLPROPERTIES")) {
        properties.putAll(hive.properties());
      } else {
        throw tokens.unexpected();
      }
    }
    if (location.isEmpty()) {
      throw tokens.unexpected();
    }
    return new Command.CreateTable(
        name,
        ifNotExists,
        columns,
        keys,
        format,
        location,
        properties,
        StatementKind.ddl("CREATE_TABLE"));
  }

  private TableFormat rowFormat() throws SyntaxError {
    tokens.expect("ROW", "FORMAT");
    if (tokens.take("SERDE")) {
      String serde = tokens.text();
      Map<String, String> parameters =
          tokens.take("WITH", "SERDEPROPERTIES") ? hive.properties() : Map.of();
      return serde.endsWith("ParquetHiveSerDe")
          ? TableFormat.parquet()
          : TableFormat.text(serde, parameters);
    }
    tokens.expect("DELIMITED");
    var parameters = new HashMap<String, String>();
    while (true) {
      if (tokens.take("FIELDS", "TERMINATED", "BY")) {
        parameters.put("field.delim", tokens.text());
      } else if (tokens.take("ESCAPED", "BY")) {
        parameters.put("escape.delim", tokens.text());
      } else if (tokens.take("LINES", "TERMINATED", "BY")) {
        parameters.put("line.delim", tokens.text());
      } else if (tokens.take("NULL", "DEFINED", "AS")) {
        parameters.put("serialization.null.format", tokens.text());
      } else {
        return TableFormat.text(TableFormat.LAZY_SIMPLE, parameters);
      }
    }
  }

  private TableFormat storedAs(TableFormat rows) throws SyntaxError {
    if (tokens.take("INPUTFORMAT")) {
      String input = tokens.text();
      tokens.expect("OUTPUTFORMAT");
      return new TableFormat(rows.serde(), rows.parameters(), input, tokens.text());
    }
    String format = tokens.name().toUpperCase(Locale.ROOT);
    return switch (format) {
      case "TEXTFILE" -> rows;
      case "PARQUET" -> TableFormat.parquet();
      default -> throw tokens.unexpected();
    };
  }
}
