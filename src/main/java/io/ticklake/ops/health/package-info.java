/** Whether each stage works; if not: what, since when, and what to do. */
@NullMarked
package io.ticklake.ops.health;

import org.jspecify.annotations.NullMarked;
