/** Where Kafka is, and the topics that stages share: a leaf that every stage may use. */
@NullMarked
package io.ticklake.kafka;

import org.jspecify.annotations.NullMarked;
