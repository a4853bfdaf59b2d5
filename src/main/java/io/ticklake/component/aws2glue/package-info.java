/**
 * Camel component {@code aws2-glue}: runs crawlers and reads the catalogue. Imports nothing else of
 * the project.
 */
@NullMarked
package io.ticklake.component.aws2glue;

import org.jspecify.annotations.NullMarked;
