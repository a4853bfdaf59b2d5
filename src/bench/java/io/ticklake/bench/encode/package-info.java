/** Encoders alone, with JMH. */
@org.jspecify.annotations.NullMarked
package io.ticklake.bench.encode;
