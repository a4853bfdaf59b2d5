package io.ticklake.embedded.athena;

import io.ticklake.embedded.awsapi.AwsError;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All executions of this run, newest last, and the threads that run them. Old ones are forgotten
 * together with their result pages; their result objects stay in the lake.
 */
final class Executions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

  /**
   * The real service keeps them for 45 days; a loop of one query a second fills this in an hour.
   */
  private static final int KEPT = 3_000;

  /** Athena's default quota of active DML queries, beyond which it refuses. */
  private static final int WAITING = 200;

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final QueryRunner runner;
  private final Clock clock;
  private final ThreadPoolExecutor pool;
  private final LinkedHashMap<String, Execution> byId = new LinkedHashMap<>();
  private final Map<String, String> idByToken = new HashMap<>();

  Executions(QueryRunner runner, int concurrent, Clock clock) {
    this.runner = runner;
    this.clock = clock;
    this.pool =
        new ThreadPoolExecutor(
            concurrent,
            concurrent,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              var thread = new Thread(task, "athena-query");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Queues it, or finds the earlier execution of the same token.
   *
   * @return the id
   */
  synchronized String start(QueryRequest request) throws AwsError {
    String earlier = request.token().isEmpty() ? null : idByToken.get(request.token());
    Execution known = earlier == null ? null : byId.get(earlier);
    if (known != null) {
      if (!known.request().sameAs(request)) {
        throw AthenaErrors.invalid(
            "IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
      }
      return known.request().id();
    }
    var execution = new Execution(request);
    try {
      pool.execute(() -> runner.run(execution));
    } catch (RejectedExecutionException e) {
      throw AthenaErrors.tooManyRequests();
    }
    byId.put(request.id(), execution);
    idByToken.put(request.token(), request.id());
    forgetOldest();
    return request.id();
  }

  private void forgetOldest() {
    var eldest = byId.values().iterator();
    while (byId.size() > KEPT && eldest.hasNext()) {
      Execution old = eldest.next();
      if (!old.progress().state().isFinal()) {
        return;
      }
      eldest.remove();
      idByToken.remove(old.request().token());
      try {
        runner.results(old.request().id()).delete();
      } catch (IOException e) {
        LOG.atWarn().setCause(e).addKeyValue("query", old.request().id()).log("old result stays");
      }
    }
  }

  synchronized Optional<Execution> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Ids, newest first. */
  synchronized List<String> ids() {
    var ids = new ArrayList<>(byId.keySet());
    java.util.Collections.reverse(ids);
    return ids;
  }

  ResultFile results(Execution execution) {
    return runner.results(execution.request().id());
  }

  void stop(Execution execution) {
    execution.cancel("Query cancelled by user", clock.instant());
  }

  @Override
  public void close() {
    pool.shutdownNow();
    List<Execution> all;
    synchronized (this) {
      all = List.copyOf(byId.values());
    }
    all.forEach(execution -> execution.cancel("Service stopped", clock.instant()));
    try {
      if (!pool.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("queries did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
