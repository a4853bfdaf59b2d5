package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.Progress.State;
import io.ticklake.embedded.athena.engine.DuckDb;
import io.ticklake.embedded.athena.engine.QueryCancelled;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One execution. A final state never changes. Locks itself. */
final class Execution {
  private final QueryRequest request;
  private Progress progress;
  private List<Column> columns = List.of();
  private @Nullable DuckDb engine;

  Execution(QueryRequest request) {
    this(request, Progress.QUEUED, List.of());
  }

  Execution(QueryRequest request, Progress progress, List<Column> columns) {
    this.request = request;
    this.progress = progress;
    this.columns = List.copyOf(columns);
  }

  QueryRequest request() {
    return request;
  }

  synchronized Progress progress() {
    return progress;
  }

  synchronized List<Column> columns() {
    return columns;
  }

  synchronized void columns(List<Column> found) {
    columns = List.copyOf(found);
  }

  synchronized void update(UnaryOperator<Progress> change) {
    if (!progress.state().isFinal()) {
      progress = change.apply(progress);
    }
  }

  /** From now on {@link #cancel} interrupts this engine; throws if it came already. */
  synchronized void runsOn(DuckDb duck) {
    if (progress.state().isFinal()) {
      throw new QueryCancelled();
    }
    engine = duck;
  }

  synchronized void engineIsDone() {
    engine = null;
  }

  synchronized void cancel(String reason, Instant now) {
    update(p -> p.ended(State.CANCELLED, reason, now));
    if (engine != null) {
      engine.cancel();
    }
  }
}
