/** An S3 endpoint over plain files. */
@NullMarked
package io.ticklake.embedded.s3;

import org.jspecify.annotations.NullMarked;
