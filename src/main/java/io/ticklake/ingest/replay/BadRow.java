package io.ticklake.ingest.replay;

/**
 * A row that is not sent.
 *
 * @param line in the file, from 1, the header included
 */
public record BadRow(long line, String reason) {}
