package io.ticklake.embedded.athena;

/**
 * How Athena sorts a statement.
 *
 * @param type DML, DDL or UTILITY
 * @param subtype such as SELECT or SHOW_TABLES
 */
record StatementKind(String type, String subtype) {
  static StatementKind dml(String subtype) {
    return new StatementKind("DML", subtype);
  }

  static StatementKind ddl(String subtype) {
    return new StatementKind("DDL", subtype);
  }

  static StatementKind utility(String subtype) {
    return new StatementKind("UTILITY", subtype);
  }

  /** Queries leave CSV, all others text. */
  String suffix() {
    return isQuery() ? ".csv" : ".txt";
  }

  /** Only queries' first page begins with the column names. */
  boolean hasHeaderRow() {
    return type.equals("DML");
  }

  private boolean isQuery() {
    return type.equals("DML") && !subtype.equals("EXPLAIN");
  }
}
