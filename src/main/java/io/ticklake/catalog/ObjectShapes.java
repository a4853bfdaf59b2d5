package io.ticklake.catalog;

/** Knows what the archive's formats mean. */
public interface ObjectShapes {
  /**
   * The shape of objects.
   *
   * @param format as a ledger entry describes it
   * @param table whose schema is meant when the format itself has none
   * @throws IllegalArgumentException that says what is missing and where to put it
   */
  ObjectShape of(String format, String table);
}
