/** Stage 3: keeps the catalogue up to date with what landed in the lake. */
@NullMarked
package io.ticklake.catalog;

import org.jspecify.annotations.NullMarked;
