/** What stock Camel does with the same topic: camel-kafka and aws2-s3, no component of ours. */
@org.jspecify.annotations.NullMarked
package io.ticklake.bench.camel;
