package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;

/**
 * A type as Athena names it.
 *
 * @param base {@code bigint}, {@code varchar}, {@code timestamp with time zone}, {@code array},
 *     ...; {@code unknown} is the type of NULL and {@code ?} one that only DuckDB knows
 * @param arguments element of an array, key and value of a map, fields of a row
 * @param names of a row's fields, empty texts where anonymous; of a zoned timestamp its zone, where
 *     it is not UTC
 * @param precision of decimal; length of varchar and char, {@link #UNBOUNDED} without
 * @param scale of decimal
 */
public record SqlType(
    String base, List<SqlType> arguments, List<String> names, int precision, int scale) {
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  public static final SqlType ANY = of("?");
  public static final SqlType NULL = of("unknown");
  public static final SqlType BOOLEAN = of("boolean");
  public static final SqlType INTEGER = of("integer");
  public static final SqlType BIGINT = of("bigint");
  public static final SqlType REAL = of("real");
  public static final SqlType DOUBLE = of("double");
  public static final SqlType VARCHAR = varchar(UNBOUNDED);
  public static final SqlType VARBINARY = of("varbinary");
  public static final SqlType DATE = of("date");
  public static final SqlType TIMESTAMP = of("timestamp");
  public static final SqlType ZONED = of("timestamp with time zone");
  public static final SqlType JSON = of("json");

  /** Narrow to wide; arithmetic goes to the wider of two. */
  private static final List<String> NUMBERS =
      List.of("tinyint", "smallint", "integer", "bigint", "decimal", "real", "double");

  private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "integer", "bigint");

  public SqlType {
    arguments = List.copyOf(arguments);
    names = List.copyOf(names);
  }

  public static SqlType of(String base) {
    return new SqlType(base, List.of(), List.of(), 0, 0);
  }

  public static SqlType varchar(int length) {
    return new SqlType("varchar", List.of(), List.of(), length, 0);
  }

  public static SqlType decimal(int precision, int scale) {
    return new SqlType("decimal", List.of(), List.of(), precision, scale);
  }

  public static SqlType array(SqlType element) {
    return new SqlType("array", List.of(element), List.of(), 0, 0);
  }

  public static SqlType map(SqlType key, SqlType value) {
    return new SqlType("map", List.of(key, value), List.of(), 0, 0);
  }

  public static SqlType row(List<String> names, List<SqlType> types) {
    return new SqlType("row", types, names, 0, 0);
  }

  static SqlType zoned(String zone) {
    return zone.equals("UTC") ? ZONED : new SqlType(ZONED.base, List.of(), List.of(zone), 0, 0);
  }

  public boolean is(String name) {
    return base.equals(name);
  }

  /** Whether Athena's type is known here: neither only DuckDB's matter nor NULL's. */
  boolean isKnown() {
    return !is("?") && !is("unknown");
  }

  boolean isNumber() {
    return NUMBERS.contains(base);
  }

  boolean isInteger() {
    return INTEGERS.contains(base);
  }

  boolean isFloating() {
    return is("double") || is("real");
  }

  boolean isText() {
    return is("varchar") || is("char");
  }

  boolean isTime() {
    return is("date") || is("timestamp") || is(ZONED.base);
  }

  /** Whether values carry a zone other than UTC. */
  public boolean hasZone() {
    return is(ZONED.base) && !names.isEmpty();
  }

  /** Of an array its element, of a map its value; unknown otherwise. */
  SqlType element() {
    if (is("array")) {
      return arguments.get(0);
    }
    return is("map") ? arguments.get(1) : ANY;
  }

  /** Whether Athena compares the two; true where a type is not known. */
  boolean comparesWith(SqlType other) {
    if (!isKnown() || !other.isKnown()) {
      return true;
    }
    return base.equals(other.base)
        || (isNumber() && other.isNumber())
        || (isText() && other.isText())
        || (isTime() && other.isTime());
  }

  /** The type that both become in CASE, COALESCE, UNION and arithmetic. */
  SqlType widerOf(SqlType other) {
    if (is("unknown")) {
      return other;
    }
    if (other.is("unknown") || equals(other)) {
      return this;
    }
    if (isNumber() && other.isNumber()) {
      return widerNumber(other);
    }
    if (isText() && other.isText()) {
      return varchar(Math.max(precision, other.precision));
    }
    if (isTime() && other.isTime() && !hasZone() && !other.hasZone()) {
      return is("date") ? other : other.is("date") ? this : ZONED;
    }
    return ANY;
  }

  private SqlType widerNumber(SqlType other) {
    if (is("decimal") || other.is("decimal")) {
      return isFloating() ? this : other.isFloating() ? other : ANY;
    }
    return NUMBERS.indexOf(base) >= NUMBERS.indexOf(other.base) ? this : other;
  }

  /** As in Athena's error texts: {@code varchar(3)}, {@code array(bigint)}. */
  public String display() {
    return switch (base) {
      case "varchar", "char" -> precision == UNBOUNDED ? base : base + "(" + precision + ")";
      case "decimal" -> "decimal(%d,%d)".formatted(precision, scale);
      case "timestamp" -> "timestamp(3)";
      case "timestamp with time zone" -> "timestamp(3) with time zone";
      case "row" -> "row(" + fields(SqlType::display, " ") + ")";
      case "array", "map" ->
          base + arguments.stream().map(SqlType::display).collect(joining(", ", "(", ")"));
      default -> base;
    };
  }

  /** As DuckDB writes it in a cast. */
  public String duckdb() {
    return switch (base) {
      case "real" -> "FLOAT";
      case "varbinary" -> "BLOB";
      case "char" -> "VARCHAR";
      case "timestamp with time zone" -> "TIMESTAMPTZ";
      case "decimal" -> "DECIMAL(%d,%d)".formatted(precision, scale);
      case "array" -> arguments.get(0).duckdb() + "[]";
      case "map" -> "MAP(" + arguments.get(0).duckdb() + ", " + arguments.get(1).duckdb() + ")";
      case "row" -> "STRUCT(" + quotedFields() + ")";
      default -> base.toUpperCase(java.util.Locale.ROOT);
    };
  }

  /** As Hive and the catalogue write it. */
  public String hive() {
    return switch (base) {
      case "varchar" -> precision == UNBOUNDED ? "string" : "varchar(" + precision + ")";
      case "integer" -> "int";
      case "real" -> "float";
      case "varbinary" -> "binary";
      case "decimal" -> "decimal(%d,%d)".formatted(precision, scale);
      case "timestamp with time zone" -> "timestamp";
      case "array" -> "array<" + arguments.get(0).hive() + ">";
      case "map" -> "map<" + arguments.get(0).hive() + "," + arguments.get(1).hive() + ">";
      case "row" -> "struct<" + fields(SqlType::hive, ":") + ">";
      default -> base;
    };
  }

  private String quotedFields() {
    var text = new StringBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      String name = names.get(i).isEmpty() ? "field" + i : names.get(i);
      text.append(i == 0 ? "" : ", ").append(Names.quote(name));
      text.append(' ').append(arguments.get(i).duckdb());
    }
    return text.toString();
  }

  private String fields(java.util.function.Function<SqlType, String> form, String separator) {
    var text = new StringBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      text.append(i == 0 ? "" : is("row") && separator.equals(" ") ? ", " : ",");
      text.append(names.get(i).isEmpty() ? "" : names.get(i) + separator);
      text.append(form.apply(arguments.get(i)));
    }
    return text.toString();
  }
}
