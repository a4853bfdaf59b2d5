package io.ticklake.embedded.athena;

import java.time.Instant;
import java.util.List;

/**
 * What StartQueryExecution accepted.
 *
 * @param token of idempotency; empty if the client sent none
 * @param database of unqualified tables; empty if the client named none
 * @param outputLocation folder, {@code s3://bucket/folder/}
 * @param parameters SQL literals for {@code ?}
 */
record QueryRequest(
    String id,
    String token,
    String sql,
    String database,
    String catalog,
    String outputLocation,
    List<String> parameters,
    StatementKind kind,
    Instant submitted) {
  QueryRequest {
    parameters = List.copyOf(parameters);
  }

  /** Unqualified tables are here. */
  String databaseOrDefault() {
    return database.isEmpty() ? "default" : database;
  }

  /** The object with the result. */
  String outputObject() {
    return outputLocation + (outputLocation.endsWith("/") ? "" : "/") + id + kind.suffix();
  }

  /** Whether a repeated token means the same request: exactly these four members decide. */
  boolean sameAs(QueryRequest other) {
    return sql.equals(other.sql)
        && database.equals(other.database)
        && catalog.equals(other.catalog)
        && outputLocation.equals(other.outputLocation);
  }
}
