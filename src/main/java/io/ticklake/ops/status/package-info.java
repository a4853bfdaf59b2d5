/**
 * The status page at {@code /}: what flows where, right now. Reads the stages through the values
 * that they leave in {@code model}, the log, Camel's health checks and the metrics; nothing of it
 * is built while nobody looks.
 */
@NullMarked
package io.ticklake.ops.status;

import org.jspecify.annotations.NullMarked;
