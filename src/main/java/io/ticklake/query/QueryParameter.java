package io.ticklake.query;

import java.util.Optional;

/**
 * A parameter of a query: one {@code ?} of its SQL.
 *
 * @param standard the value when none is given; without it one must be given
 * @param about what it does, for people
 */
public record QueryParameter(
    String name, ParameterType type, Optional<String> standard, String about) {
  /** {@code days bigint = 14}. */
  public String declaration() {
    return name + " " + type.sqlName() + standard.map(value -> " = " + value).orElse("");
  }
}
