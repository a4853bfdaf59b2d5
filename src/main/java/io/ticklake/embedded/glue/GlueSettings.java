package io.ticklake.embedded.glue;

import java.nio.file.Path;

/**
 * What the embedded Glue needs to know.
 *
 * @param accountId twelve digits, shown as CatalogId and in ARNs
 * @param dataDir of the crawlers' definitions; created when absent
 */
public record GlueSettings(String region, String accountId, Path dataDir, CrawlTiming timing) {}
