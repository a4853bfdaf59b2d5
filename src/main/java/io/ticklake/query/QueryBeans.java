package io.ticklake.query;

import io.ticklake.model.Landings;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The objects of this stage, and the names by which its routes know them. */
public final class QueryBeans {
  private final QueryOutcome outcome;
  private final QueryReport report;

  /**
   * @param athena the client that the routes use too; it is not closed here
   * @param landings the same that the catalogue marks
   */
  public QueryBeans(QueryConfig config, AthenaClient athena, Landings landings) {
    this.outcome = new QueryOutcome(athena, landings);
    this.report = new QueryReport(config.maxRows());
  }

  /** Binds what the routes name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("queryOutcome", outcome);
    registry.accept("queryReport", report);
  }
}
