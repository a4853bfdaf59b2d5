package io.ticklake.embedded.glue.crawl;

/**
 * What all objects of one table have in common.
 *
 * @param delimiter of CSV, else 0
 */
record Kind(Classification classification, Compression compression, char delimiter) {}
