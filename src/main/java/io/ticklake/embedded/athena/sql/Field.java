package io.ticklake.embedded.athena.sql;

import java.util.Optional;

/**
 * A column that an expression may name.
 *
 * @param qualifier the relation's alias or name, lower case; empty if it has none
 * @param name as the query wrote it
 * @param text how DuckDB reaches it
 * @param scan the table it comes from straight, if it does
 * @param hidden not part of {@code *}
 */
record Field(
    String qualifier,
    String name,
    String text,
    SqlType type,
    Optional<TableScan> scan,
    boolean hidden) {
  static Field of(String qualifier, String name, String text, SqlType type) {
    return new Field(qualifier, name, text, type, Optional.empty(), false);
  }

  Field renamed(String newQualifier, String newName) {
    return new Field(newQualifier, newName, text, type, scan, hidden);
  }

  Field reachedBy(String newText) {
    return new Field(qualifier, name, newText, type, scan, hidden);
  }

  boolean answersTo(String wanted) {
    return name.equalsIgnoreCase(wanted);
  }

  /** A mention counts as reading the column. */
  Sql mention() {
    scan.ifPresent(table -> table.use(Names.fold(name)));
    return new Sql(text, type);
  }
}
