package io.ticklake.catalog;

import io.ticklake.component.kafkaslice.LedgerStore;

/**
 * Where the objects lie, and who knows of them.
 *
 * @param ledger of the archives
 * @param shapes of the formats that the ledger names
 */
public record Lake(String bucket, LedgerStore ledger, ObjectShapes shapes) {}
