package io.ticklake.query;

import io.ticklake.model.Answers;
import io.ticklake.model.Event;
import io.ticklake.model.Landings;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The objects of this stage, and the names by which its routes know them. */
public final class QueryBeans {
  final QueryFailure failure;
  private final QueryStep step;
  private final LatestView latestView;
  private final QueryReport report;
  private final QueryCsv csv;
  private final QueryDigest digest;
  private final Answers answers = new Answers();
  private final AnswerOf answer;

  /**
   * @param athena the client that the routes use too; it is not closed here
   * @param landings the same that the catalogue marks
   * @param events is told of answers and failures
   */
  public QueryBeans(
      QueryConfig config,
      AthenaClient athena,
      Landings landings,
      Clock clock,
      Consumer<Event> events) {
    QueryLibrary library = new QueryLibrary(QueryLibrary.FOLDER, config.tables());
    this.latestView = new LatestView(config.table("bars-table"), config.table("latest-table"));
    this.step =
        new QueryStep(new AthenaQuery(athena, config, clock), library, landings, latestView);
    this.report = new QueryReport(config.maxRows(), config.price(), events);
    this.failure = new QueryFailure(events);
    this.csv = new QueryCsv(clock);
    this.digest = new QueryDigest(config.price());
    this.answer = new AnswerOf(config.price(), answers, clock);
  }

  /** What the queries on schedule have answered. */
  public Answers answers() {
    return answers;
  }

  /** Binds what the routes name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("queryStep", step);
    registry.accept("latestView", latestView);
    registry.accept("queryReport", report);
    registry.accept("queryCsv", csv);
    registry.accept("queryDigest", digest);
    registry.accept("queryAnswer", answer);
  }
}
