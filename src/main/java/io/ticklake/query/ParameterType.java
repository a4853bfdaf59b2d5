package io.ticklake.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a query's parameter may be. Athena takes each value of ExecutionParameters as one literal of
 * its SQL: a text stands in quotes, everything else is checked here to be nothing but a literal.
 */
public enum ParameterType {
  VARCHAR("text") {
    @Override
    String write(String value) {
      return "'" + value.replace("'", "''") + "'";
    }
  },
  BIGINT("a whole number, for example 14") {
    @Override
    String write(String value) {
      return Long.toString(new BigInteger(value).longValueExact());
    }
  },
  DOUBLE("a number, for example 2.5") {
    @Override
    String write(String value) {
      // With an exponent it is a double in each version of the engine, and never a decimal.
      return new BigDecimal(value).toPlainString() + "E0";
    }
  },
  BOOLEAN("true or false") {
    @Override
    String write(String value) {
      if (!value.equals("true") && !value.equals("false")) {
        throw new IllegalArgumentException(value);
      }
      return value;
    }
  },
  DATE("a date, for example 2026-11-20") {
    @Override
    String write(String value) {
      return "DATE '" + LocalDate.parse(value) + "'";
    }
  },
  TIMESTAMP("a time in UTC, for example 2026-11-20 09:31:00") {
    @Override
    String write(String value) {
      if (!TIME.matcher(value).matches()) {
        throw new IllegalArgumentException(value);
      }
      return "TIMESTAMP '" + LocalDate.parse(value.substring(0, 10)) + value.substring(10) + "'";
    }
  };

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d ([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,3})?");
  // Of the public service model, for each of ExecutionParameters.
  private static final int LONGEST = 1024;

  private final String form;

  ParameterType(String form) {
    this.form = form;
  }

  /** Its name in SQL. */
  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a value must look like, for a person. */
  String form() {
    return form;
  }

  /**
   * The value as a literal of Athena's SQL.
   *
   * @return nothing when it is no value of this type, or longer than Athena takes
   */
  Optional<String> literal(String value) {
    try {
      String literal = write(value);
      return literal.length() > LONGEST ? Optional.empty() : Optional.of(literal);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  abstract String write(String value);

  static Optional<ParameterType> named(String sqlName) {
    return Arrays.stream(values()).filter(type -> type.sqlName().equals(sqlName)).findFirst();
  }
}
