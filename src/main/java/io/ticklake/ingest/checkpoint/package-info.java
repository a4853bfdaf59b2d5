/**
 * What was fetched of the market, kept in the lake's bucket under {@code _checkpoints/}, where it
 * survives the machine. Values, one interface, its store in S3. What can fail: S3 (tried again
 * later), an object that is damaged (kept aside) or of a newer release (its source waits).
 */
@NullMarked
package io.ticklake.ingest.checkpoint;

import org.jspecify.annotations.NullMarked;
