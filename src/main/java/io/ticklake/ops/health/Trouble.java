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

  /** What a person can do. */
  public String cure() {
    return Cures.of(code);
  }

  Trouble again(String newCode, String newReason, Instant at) {
    return new Trouble(stage, work, newCode, newReason, since, at, failures + 1);
  }
}
