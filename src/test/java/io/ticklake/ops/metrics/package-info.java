/** What metrics say. */
package io.ticklake.ops.metrics;
