package io.ticklake.embedded.athena.sql;

import java.util.Optional;

/** The catalogue's part that a translation needs. Names in any case. */
public interface TableLookup {
  boolean hasDatabase(String database);

  /**
   * The table or view of this name.
   *
   * @throws QueryFailure if it is there but cannot be described, such as an unreadable column type
   */
  Optional<TableSchema> table(String database, String name);
}
