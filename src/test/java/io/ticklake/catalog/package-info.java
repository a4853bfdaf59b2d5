/** The catalogue stage: when it crawls, and its routes over a scripted Glue. */
package io.ticklake.catalog;
