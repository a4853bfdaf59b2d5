/** The hand-written loop: what this machine can do at best with Kafka's client and the AWS SDK. */
@org.jspecify.annotations.NullMarked
package io.ticklake.bench.loop;
