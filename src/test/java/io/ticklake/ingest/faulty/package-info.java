/**
 * A market that does what the vendor's was seen to do and worse: any status, header and body, late,
 * cut off, reset.
 */
package io.ticklake.ingest.faulty;
