/**
 * What operators see and turn: live routes, health, metrics, Hawtio. Knows routes by their ids
 * only.
 */
@NullMarked
package io.ticklake.ops;

import org.jspecify.annotations.NullMarked;
