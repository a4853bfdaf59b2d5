package io.ticklake.embedded.glue.crawl;

/**
 * A named value of a row or struct.
 *
 * @param name as in the data, case kept
 */
public record Field(String name, HiveType type) {}
