package io.ticklake.embedded.athena;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedServer;
import io.ticklake.embedded.awsapi.JsonRpcServer;
import io.ticklake.embedded.awsapi.JsonService;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

/**
 * Athena over the embedded catalogue and any S3: queries in Athena's dialect, run by DuckDB in this
 * JVM.
 */
public final class AthenaServer implements EmbeddedServer {
  private final Executions executions;
  private final JsonRpcServer http;

  private AthenaServer(Executions executions, JsonRpcServer http) {
    this.executions = executions;
    this.http = http;
  }

  /**
   * Starts on a free loopback port.
   *
   * @throws UncheckedIOException if the data directory cannot be written
   */
  public static AthenaServer start(
      AthenaSettings settings, Catalog catalog, ObjectStore store, AccessKey key) {
    try {
      QueryRunner.prepare(settings.dataDir());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Embedded Athena cannot write to '" + settings.dataDir() + "'", e);
    }
    Clock clock = Clock.systemUTC();
    var runner = new QueryRunner(settings, catalog, store, clock);
    var executions = new Executions(runner, settings.concurrentQueries(), clock);
    var actions = new AthenaActions(settings, executions, catalog, clock);
    return new AthenaServer(
        executions, JsonRpcServer.start(JsonService.ATHENA, actions.byName(), key));
  }

  @Override
  public String address() {
    return http.address();
  }

  /** Running queries are cancelled. */
  @Override
  public void close() {
    http.close();
    executions.close();
  }
}
