package io.ticklake.query;

import io.ticklake.config.DataSize;

/**
 * A statement, where it is asked and what it may read.
 *
 * @param database of tables without one
 * @param output folder of the result's file: {@code s3://bucket/_athena/}
 * @param scanLimit the query is stopped when it has read more
 */
public record Question(BoundQuery query, String database, String output, DataSize scanLimit) {
  String name() {
    return query.name();
  }
}
