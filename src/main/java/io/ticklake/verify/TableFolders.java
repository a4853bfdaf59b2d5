package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerEntry;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Where the objects of tables lie: what the paths of layouts begin with, up to a whole folder. */
final class TableFolders {
  private TableFolders() {}

  /** Prefixes that cover all these layouts, none within another; empty or ending with a slash. */
  static List<String> of(Collection<LedgerEntry.EntryLayout> layouts) {
    TreeSet<String> folders = new TreeSet<>();
    layouts.forEach(layout -> folders.add(literal(layout.path())));
    // A prefix sorts before all that begin with it.
    TreeSet<String> widest = new TreeSet<>();
    for (String folder : folders) {
      if (widest.isEmpty() || !folder.startsWith(widest.last())) {
        widest.add(folder);
      }
    }
    return List.copyOf(widest);
  }

  private static String literal(String path) {
    int brace = path.indexOf('{');
    String folder = brace < 0 ? path + "/" : path.substring(0, brace);
    return folder.substring(0, folder.lastIndexOf('/') + 1);
  }

  /** Whether readers of a table pass over this object: Athena and Glue do so with such names. */
  static boolean isHidden(String key) {
    return key.endsWith("/")
        || key.startsWith("_")
        || key.startsWith(".")
        || key.contains("/_")
        || key.contains("/.");
  }
}
