package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Node;

/**
 * Why a query FAILED, in Athena's words: {@code NAME: text}, where the text of errors in the query
 * begins with {@code line l:c: }.
 */
public final class QueryFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;

  public QueryFailure(String name, String text) {
    super(name + ": " + text);
    this.name = name;
  }

  /** A failure at this place of the query. */
  static QueryFailure at(Node node, String name, String text) {
    return new QueryFailure(name, place(node) + text);
  }

  static QueryFailure notSupported(Node node, String what) {
    return at(node, "NOT_SUPPORTED", what);
  }

  static QueryFailure typeMismatch(Node node, String text) {
    return at(node, "TYPE_MISMATCH", text);
  }

  /** {@code line 1:8: }, or nothing where the parser kept no place. */
  static String place(Node node) {
    return node.getLocation()
        .map(at -> "line %d:%d: ".formatted(at.getLineNumber(), at.getColumnNumber()))
        .orElse("");
  }

  /** Such as {@code COLUMN_NOT_FOUND}. */
  public String name() {
    return name;
  }
}
