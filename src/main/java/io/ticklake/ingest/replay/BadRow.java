package io.ticklake.ingest.replay;

/**
 * A row that is not sent.
 *
 * @param line in the file where it begins, from 1, the header included
 * @param bytes as they stand in the file
 */
// An array, and so without value semantics: rows are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record BadRow(long line, byte[] bytes, String reason) implements ReadRow {}
