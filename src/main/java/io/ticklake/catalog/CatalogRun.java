package io.ticklake.catalog;

import java.time.Duration;

/**
 * An update of the catalogue that ended well.
 *
 * @param by what made it, as the log says it: {@code crawler ticklake}, {@code partitions}, {@code
 *     projection}
 */
record CatalogRun(String by, Duration took) {}
