package io.ticklake.catalog;

/**
 * What keeps the tables: the last word of the route {@code catalog-by-<mode>} that each tick calls.
 */
public enum CatalogMode {
  /** Glue's crawler looks at the objects. */
  CRAWLER,
  /** Tables and partitions are registered from what the ledger says. */
  PARTITIONS,
  /** Tables say by a rule which partitions there may be, and Athena works them out. */
  PROJECTION
}
