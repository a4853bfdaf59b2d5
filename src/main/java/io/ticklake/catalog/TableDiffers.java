package io.ticklake.catalog;

import org.jspecify.annotations.Nullable;

/** The catalogue has a table of this name that is not what the archive has written. */
final class TableDiffers extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TableDiffers(String table, String what, @Nullable Object found, Object wanted) {
    super(
        "Table '%s' is not the archive's: its %s is %s and should be %s. Drop the table (the objects stay, and it is made anew from the ledger), or set 'ticklake.catalog.database' to a database of ticklake's own"
            .formatted(table, what, found, wanted));
  }
}
