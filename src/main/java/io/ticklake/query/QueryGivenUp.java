package io.ticklake.query;

/** A query that was under way when the program was told to stop: it was stopped, too. */
final class QueryGivenUp extends RuntimeException {
  private static final long serialVersionUID = 1;

  QueryGivenUp(String name) {
    super("Query '" + name + "' was given up, for the program stops.");
  }
}
