package io.ticklake.embedded.athena.sql;

import static io.ticklake.embedded.athena.sql.Names.text;

import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Constants of the query. */
final class Literals {
  static final SqlType DAY_INTERVAL = SqlType.of("interval day to second");
  static final SqlType YEAR_INTERVAL = SqlType.of("interval year to month");

  private static final Pattern TIMESTAMP =
      Pattern.compile("(\\d+-\\d+-\\d+(?: \\d+:\\d+(?::\\d+(?:\\.\\d+)?)?)?)(?: ?([A-Za-z+-].*))?");

  private Literals() {}

  static Sql number(LongLiteral literal) {
    try {
      long value = literal.getParsedValue();
      // The type is said, because DuckDB would take the neighbour's narrower one.
      return value == (int) value
          ? new Sql(value + "::INTEGER", SqlType.INTEGER)
          : new Sql(value + "::BIGINT", SqlType.BIGINT);
    } catch (NumberFormatException e) {
      throw QueryFailure.at(
          literal, "INVALID_LITERAL", "Invalid numeric literal: " + literal.getValue());
    }
  }

  /**
   * {@code 1.5} is a double in Athena (measured on engine version 3), a decimal in Trino. The
   * parser gives {@code DECIMAL '1.5'} the same node: its text begins with the word.
   */
  static Sql number(DecimalLiteral literal, String source) {
    var value = new BigDecimal(literal.getValue());
    if (!beginsWithWord(literal, source)) {
      return floating(value.doubleValue());
    }
    int scale = Math.max(0, value.scale());
    int precision = Math.max(value.precision(), scale + (value.precision() <= scale ? 0 : 1));
    var type = SqlType.decimal(Math.max(precision, 1), scale);
    return new Sql("CAST(" + text(value.toPlainString()) + " AS " + type.duckdb() + ")", type);
  }

  static Sql floating(double value) {
    return new Sql("CAST('" + value + "' AS DOUBLE)", SqlType.DOUBLE);
  }

  static Sql string(String value) {
    return new Sql(
        text(value) + "::VARCHAR", SqlType.varchar(value.codePointCount(0, value.length())));
  }

  static Sql binary(BinaryLiteral literal) {
    return new Sql("unhex(" + text(literal.toHexString()) + ")", SqlType.VARBINARY);
  }

  /** Whether an expression is a text that is written out, and which. */
  static Optional<String> asText(Expression expression) {
    return expression instanceof StringLiteral literal
        ? Optional.of(literal.getValue())
        : Optional.empty();
  }

  static Sql generic(GenericLiteral literal) {
    SqlType type = Casts.target(literal, literal.getType());
    if (type.is("date") && !literal.getValue().strip().matches("\\d+-\\d+-\\d+")) {
      throw QueryFailure.at(
          literal, "INVALID_LITERAL", "'" + literal.getValue() + "' is not a valid DATE literal");
    }
    if (type.is("json")) {
      return new Sql("json(" + text(literal.getValue()) + ")", SqlType.JSON);
    }
    return new Sql("CAST(" + text(literal.getValue()) + " AS " + type.duckdb() + ")", type);
  }

  static Sql timestamp(TimestampLiteral literal) {
    var parts = TIMESTAMP.matcher(literal.getValue().strip());
    if (!parts.matches()) {
      throw QueryFailure.at(
          literal,
          "INVALID_LITERAL",
          "'" + literal.getValue() + "' is not a valid TIMESTAMP literal");
    }
    String local = "CAST(" + text(parts.group(1)) + " AS TIMESTAMP)";
    String zone = parts.group(2);
    if (zone == null) {
      return new Sql(local, SqlType.TIMESTAMP);
    }
    return new Sql(
        "timezone(" + text(zone(literal, zone)) + ", " + local + ")", SqlType.zoned(zone));
  }

  /**
   * A zone's name that DuckDB knows too.
   *
   * @throws QueryFailure for names that nobody knows, and for offsets, which DuckDB cannot keep
   */
  static String zone(Node node, String name) {
    try {
      ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new QueryFailure("INVALID_FUNCTION_ARGUMENT", "Time zone not supported: " + name);
    }
    if (name.startsWith("+") || name.startsWith("-")) {
      throw QueryFailure.notSupported(
          node, "The offset '" + name + "' as a zone: name the zone, such as America/New_York");
    }
    return name;
  }

  static Sql interval(IntervalLiteral literal) {
    if (literal.getEndField().isPresent()) {
      throw QueryFailure.notSupported(literal, "INTERVAL with a range of fields");
    }
    String sign = literal.getSign() == IntervalLiteral.Sign.NEGATIVE ? "-" : "";
    String value = literal.getValue().strip();
    String form =
        literal.getStartField() == IntervalLiteral.IntervalField.SECOND ? "\\d+(\\.\\d+)?" : "\\d+";
    if (!value.matches(form)) {
      throw QueryFailure.at(literal, "INVALID_LITERAL", "Invalid INTERVAL: " + value);
    }
    return new Sql(
        "(INTERVAL '" + sign + value + "' " + literal.getStartField() + ")",
        literal.isYearToMonth() ? YEAR_INTERVAL : DAY_INTERVAL);
  }

  private static boolean beginsWithWord(Node node, String source) {
    var at = node.getLocation().orElse(null);
    if (at == null) {
      return false;
    }
    var lines = source.split("\n", -1);
    int line = at.getLineNumber() - 1;
    int column = at.getColumnNumber() - 1;
    return line < lines.length
        && column < lines[line].length()
        && Character.isLetter(lines[line].charAt(column));
  }
}
