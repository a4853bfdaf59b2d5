/**
 * The benchmark of the archive: one prepared topic through several programs, each in a process of
 * its own, measured from outside. {@code Bench} is the entry; docs/PERFORMANCE.md says how to run
 * it and what it found. Compiled by the Maven profile {@code bench} only; nothing of it ships.
 */
@org.jspecify.annotations.NullMarked
package io.ticklake.bench;
