package io.ticklake.catalog;

import java.util.List;

/** Some tables could not be brought up to date; the others are. */
final class TablesRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TablesRefused(List<String> failures) {
    super(String.join("; ", failures));
  }
}
