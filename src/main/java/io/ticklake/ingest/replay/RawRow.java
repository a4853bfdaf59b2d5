package io.ticklake.ingest.replay;

/**
 * A row as it stands in the file.
 *
 * @param line where it begins, from 1
 * @param bytes without the line's end; several lines when a quoted value holds line breaks
 */
// An array, and so without value semantics: rows are never compared.
@SuppressWarnings("ArrayRecordComponent")
record RawRow(long line, byte[] bytes) {}
