/**
 * ticklake: market API to Kafka, Kafka to S3 exactly once, catalogue, query. One package a stage.
 */
@NullMarked
package io.ticklake;

import org.jspecify.annotations.NullMarked;
