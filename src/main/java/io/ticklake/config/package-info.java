/**
 * Typed settings: where each value came from, what it may be, and every mistake at once. Knows no
 * stage.
 */
@NullMarked
package io.ticklake.config;

import org.jspecify.annotations.NullMarked;
