/**
 * Stage 2: sealed slices of Kafka partitions come in, S3 objects and SNS notices go out. Formats
 * for {@code kafka-slice}, the object's headers, the notice's text. A put that fails fails its
 * exchange, and the component tries the slice again; a notice that fails goes to the dead letter.
 * Single calls are retried by the AWS SDK alone.
 */
@NullMarked
package io.ticklake.archive;

import org.jspecify.annotations.NullMarked;
