package io.ticklake.query;

import java.util.List;

/**
 * A statement that is ready to be asked.
 *
 * @param name for messages
 * @param literals Athena's ExecutionParameters, in the order of the {@code ?}
 */
public record BoundQuery(String name, String sql, List<String> literals) {
  public BoundQuery {
    literals = List.copyOf(literals);
  }

  /** A statement without parameters. */
  public static BoundQuery of(String name, String sql) {
    return new BoundQuery(name, sql, List.of());
  }
}
