/**
 * The management port's own handlers: a guard in front of everything, a restricted Jolokia,
 * Hawtio's pages.
 */
@NullMarked
package io.ticklake.ops.console;

import org.jspecify.annotations.NullMarked;
