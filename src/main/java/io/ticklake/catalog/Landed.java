package io.ticklake.catalog;

import io.ticklake.component.kafkaslice.LedgerEntry.EntryLayout;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the ledger says of an archive beyond what was registered before. */
final class Landed {
  /** Layouts in the order of their first use. */
  final Set<EntryLayout> layouts = new LinkedHashSet<>();

  /** Folders of objects, each with a slash at the end. */
  final Set<String> folders = new TreeSet<>();

  /** How far the ledger was read: properties of the table. */
  final Map<String, String> marks = new TreeMap<>();

  /** Whether more is to be read. */
  boolean more;
}
