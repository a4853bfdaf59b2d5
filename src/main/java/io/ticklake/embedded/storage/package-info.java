/**
 * How embedded Glue and Athena read and write the lake: any S3 endpoint, embedded or real, through
 * the AWS SDK.
 */
@NullMarked
package io.ticklake.embedded.storage;

import org.jspecify.annotations.NullMarked;
