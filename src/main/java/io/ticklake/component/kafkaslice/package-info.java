/**
 * Camel component {@code kafka-slice}: consumes sealed, contiguous offset ranges of Kafka
 * partitions as encoded objects. Imports nothing else of the project.
 */
@NullMarked
package io.ticklake.component.kafkaslice;

import org.jspecify.annotations.NullMarked;
