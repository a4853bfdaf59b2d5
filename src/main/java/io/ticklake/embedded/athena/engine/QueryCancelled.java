package io.ticklake.embedded.athena.engine;

/** The query was stopped. */
public final class QueryCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueryCancelled() {
    this("Query cancelled by user");
  }

  /** With the reason that clients see. */
  public QueryCancelled(String reason) {
    super(reason);
  }
}
