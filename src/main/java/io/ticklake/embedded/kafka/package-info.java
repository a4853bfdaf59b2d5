/** A Kafka broker (KRaft, one node) in this JVM. */
@NullMarked
package io.ticklake.embedded.kafka;

import org.jspecify.annotations.NullMarked;
