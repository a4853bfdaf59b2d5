/**
 * What a crawler finds: samples objects, groups folders to tables and partitions, infers columns.
 * Knows no catalogue.
 */
@NullMarked
package io.ticklake.embedded.glue.crawl;

import org.jspecify.annotations.NullMarked;
