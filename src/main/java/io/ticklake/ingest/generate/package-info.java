/**
 * The generator: made-up bars for load tests and demonstrations, as many and as fast as asked for,
 * with changes of their fields on request. In: a plan and a seed. Out: records of the bars topic.
 */
@NullMarked
package io.ticklake.ingest.generate;

import org.jspecify.annotations.NullMarked;
