package io.ticklake.embedded.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** One alternative of a key in a filter policy, tested against one value. */
sealed interface Condition {
  boolean matches(JsonNode value);

  /** Numbers by value: 3 equals 3.0. */
  record Exact(JsonNode wanted) implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      if (wanted.isNumber() && value.isNumber()) {
        return wanted.decimalValue().compareTo(value.decimalValue()) == 0;
      }
      return wanted.equals(value);
    }
  }

  /** The text starts so. */
  record Prefix(String prefix) implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      return value.isTextual() && value.asText().startsWith(prefix);
    }
  }

  /** The text ends so. */
  record Suffix(String suffix) implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      return value.isTextual() && value.asText().endsWith(suffix);
    }
  }

  /** The text is this one, upper and lower case alike. */
  record EqualsIgnoreCase(String wanted) implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      return value.isTextual()
          && value.asText().toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
    }
  }

  /** None of these. */
  record AnythingBut(List<Condition> unwanted) implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      return unwanted.stream().noneMatch(condition -> condition.matches(value));
    }
  }

  /** All bounds hold. */
  record Numeric(List<Bound> bounds) implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      return value.isNumber() && bounds.stream().allMatch(b -> b.holds(value.decimalValue()));
    }
  }

  /** An operator of {@code = < <= > >=} and its number. */
  record Bound(String operator, BigDecimal number) {
    static final List<String> OPERATORS = List.of("=", "<", "<=", ">", ">=");

    boolean holds(BigDecimal value) {
      int order = value.compareTo(number);
      return switch (operator) {
        case "=" -> order == 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    }
  }

  /** The key is there, whatever its value. */
  record Present() implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      return true;
    }
  }

  /** The key is not there; so no value of it can match. */
  record Absent() implements Condition {
    @Override
    public boolean matches(JsonNode value) {
      return false;
    }
  }
}
