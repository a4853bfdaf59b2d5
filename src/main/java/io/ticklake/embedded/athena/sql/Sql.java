package io.ticklake.embedded.athena.sql;

/**
 * An expression printed for DuckDB.
 *
 * @param text parenthesised where it needs to be
 * @param type Athena's; {@link SqlType#ANY} where only DuckDB knows it
 */
record Sql(String text, SqlType type) {
  /** The value as local time where it carries a zone; itself otherwise. */
  Sql local() {
    return type.hasZone()
        ? new Sql(
            "timezone(" + Names.text(type.names().get(0)) + ", " + text + ")", SqlType.TIMESTAMP)
        : this;
  }
}
