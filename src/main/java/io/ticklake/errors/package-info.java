/**
 * Error codes by who must act, and the three reactions of a route: retry later, set aside, stop.
 */
@NullMarked
package io.ticklake.errors;

import org.jspecify.annotations.NullMarked;
