package io.ticklake.catalog;

import java.time.Duration;
import java.util.List;

/**
 * An update of the catalogue.
 *
 * @param by what made it, as the log says it: {@code crawler ticklake}, {@code partitions}, {@code
 *     projection}
 * @param failures what is wrong with tables that could not be brought up to date
 */
record CatalogRun(String by, Duration took, List<String> failures) {
  CatalogRun {
    failures = List.copyOf(failures);
  }
}
