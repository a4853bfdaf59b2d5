package io.ticklake.embedded.athena.sql;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads type texts of Hive ({@code array<struct<a:int>>}), of Athena ({@code array(row(a
 * integer))}) and of DuckDB ({@code STRUCT(a INTEGER)[]}).
 */
public final class TypeReader {
  private static final Map<String, String> BASES =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("string", "varchar"),
          Map.entry("text", "varchar"),
          Map.entry("float", "real"),
          Map.entry("binary", "varbinary"),
          Map.entry("blob", "varbinary"),
          Map.entry("struct", "row"),
          Map.entry("hugeint", "bigint"),
          Map.entry("uhugeint", "bigint"),
          Map.entry("uinteger", "bigint"),
          Map.entry("ubigint", "bigint"),
          Map.entry("usmallint", "integer"),
          Map.entry("utinyint", "smallint"),
          Map.entry("numeric", "decimal"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("\"null\"", "unknown"));

  private final String text;
  private int at;

  private TypeReader(String text) {
    this.text = text;
  }

  /**
   * Reads a whole type text.
   *
   * @throws IllegalArgumentException if it is no type; the message quotes it
   */
  public static SqlType read(String text) {
    var reader = new TypeReader(text.strip());
    SqlType type = reader.type();
    reader.skipBlanks();
    if (reader.at < reader.text.length()) {
      throw reader.unreadable();
    }
    return type;
  }

  private SqlType type() {
    SqlType type = simpleOrNested(word());
    while (at + 1 < text.length() && text.charAt(at) == '[') {
      at = text.indexOf(']', at) + 1;
      type = SqlType.array(type);
    }
    return type;
  }

  private SqlType simpleOrNested(String word) {
    String base = BASES.getOrDefault(word.toLowerCase(ROOT), word.toLowerCase(ROOT));
    return switch (base) {
      case "array" -> SqlType.array(nested(1).get(0));
      case "map" -> map();
      case "row" -> row();
      case "decimal" -> decimal();
      case "varchar", "char" -> text(base);
      case "time", "timestamp" -> timestamp(base);
      case "" -> throw unreadable();
      default -> SqlType.of(base);
    };
  }

  private SqlType map() {
    var types = nested(2);
    return SqlType.map(types.get(0), types.get(1));
  }

  private List<SqlType> nested(int count) {
    open();
    var types = new ArrayList<SqlType>();
    do {
      types.add(type());
    } while (more());
    if (types.size() != count) {
      throw unreadable();
    }
    return types;
  }

  private SqlType row() {
    open();
    var names = new ArrayList<String>();
    var types = new ArrayList<SqlType>();
    do {
      skipBlanks();
      int start = at;
      String name = word();
      skipBlanks();
      if (at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == ')')) {
        // A field without a name: what was read is its type.
        at = start;
        name = "";
      } else if (at < text.length() && text.charAt(at) == ':') {
        at++;
      }
      names.add(name);
      types.add(type());
    } while (more());
    return SqlType.row(names, types);
  }

  private SqlType decimal() {
    List<Integer> numbers = numbers();
    // Hive's and Athena's default.
    return numbers.isEmpty()
        ? SqlType.decimal(10, 0)
        : SqlType.decimal(numbers.get(0), numbers.size() > 1 ? numbers.get(1) : 0);
  }

  private SqlType text(String base) {
    List<Integer> numbers = numbers();
    int length = numbers.isEmpty() ? (base.equals("char") ? 1 : SqlType.UNBOUNDED) : numbers.get(0);
    return new SqlType(base, List.of(), List.of(), length, 0);
  }

  private SqlType timestamp(String base) {
    numbers();
    String tail = text.substring(at).toLowerCase(ROOT);
    if (tail.startsWith(" with time zone")) {
      at += " with time zone".length();
      return SqlType.of(base + " with time zone");
    }
    return SqlType.of(base);
  }

  private List<Integer> numbers() {
    var numbers = new ArrayList<Integer>();
    if (at < text.length() && text.charAt(at) == '(') {
      open();
      do {
        numbers.add(Integer.valueOf(word()));
      } while (more());
    }
    return numbers;
  }

  private void open() {
    skipBlanks();
    if (at >= text.length() || "(<".indexOf(text.charAt(at)) < 0) {
      throw unreadable();
    }
    at++;
  }

  /** Passes a comma (true) or the closing bracket (false). */
  private boolean more() {
    skipBlanks();
    if (at >= text.length() || ",)>".indexOf(text.charAt(at)) < 0) {
      throw unreadable();
    }
    return text.charAt(at++) == ',';
  }

  private String word() {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '"' && !text.startsWith("\"NULL\"", at)) {
      int end = text.indexOf('"', at + 1);
      String quoted = text.substring(at + 1, end);
      at = end + 1;
      return quoted;
    }
    int start = at;
    while (at < text.length() && " ,:()<>[".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException("Not a type: '" + text + "', at character " + (at + 1));
  }
}
