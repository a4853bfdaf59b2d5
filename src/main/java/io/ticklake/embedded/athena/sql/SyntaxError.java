package io.ticklake.embedded.athena.sql;

/** The text is no statement of Athena's grammar. */
public final class SyntaxError extends Exception {
  private static final long serialVersionUID = 1L;

  public SyntaxError(String message) {
    super(message);
  }
}
