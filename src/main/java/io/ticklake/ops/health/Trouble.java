package io.ticklake.ops.health;

import java.time.Instant;

/**
 * Work that fails.
 *
 * @param work what fails: a source's or query's name, {@code update} for the catalogue
 * @param code of the error
 * @param reason what was said last
 * @param since when it failed first; every attempt since has failed
 * @param last when it failed last
 * @param failures attempts
 */
public record Trouble(
    String stage,
    String work,
    String code,
    String reason,
    Instant since,
    Instant last,
    int failures) {
  private static final String UNKNOWN =
      "Do what the reason says. It is tried again by itself; docs/OPERATIONS.md has a line for each code.";

  /** What a person can do. */
  public String cure() {
    return Cures.of(code).orElse(UNKNOWN);
  }

  Trouble again(String newCode, String newReason, Instant at) {
    return new Trouble(stage, work, newCode, newReason, since, at, failures + 1);
  }
}
