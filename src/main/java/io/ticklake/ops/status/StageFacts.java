package io.ticklake.ops.status;

import io.ticklake.model.Answer;
import io.ticklake.model.Answers;
import io.ticklake.model.Landings;
import io.ticklake.ops.status.Snapshot.Fact;
import io.ticklake.ops.status.Snapshot.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The figures of each stage. One thread uses it: the rates remember what they were told. */
final class StageFacts {
  private final CamelContext context;
  private final Figures figures;
  private final Landings landings;
  private final Answers answers;
  private final SentRecords sent = new SentRecords();
  private final RequestsLeft requestsLeft = new RequestsLeft();
  private final Rate sentRate = new Rate();
  private final Rate archivedRate = new Rate();

  /**
   * What is to be said of a stage.
   *
   * @param headline the one figure to look at
   */
  record Facts(Fact headline, List<Fact> others) {
    private static Facts of(Fact headline, Fact... others) {
      return new Facts(headline, List.of(others));
    }
  }

  StageFacts(CamelContext context, Landings landings, Answers answers) {
    this.context = context;
    this.figures = new Figures(context);
    this.landings = landings;
    this.answers = answers;
  }

  /** The present figures of a stage; to be asked once for each snapshot. */
  Facts of(String stage, Instant now) {
    return switch (stage) {
      case "ingest" -> ingest(now);
      case "archive" -> archive(now);
      case "catalog" -> catalog();
      case "query" -> query();
      default -> throw new IllegalArgumentException("There is no stage '" + stage + "'");
    };
  }

  private Facts ingest(Instant now) {
    long count = sent.count();
    return Facts.of(
        new Fact("records/s", Kind.RATE, sentRate.of(now, (double) count)),
        new Fact("Sent to Kafka", Kind.COUNT, count),
        new Fact("Requests left", Kind.COUNT, requestsLeft.count()));
  }

  private Facts archive(Instant now) {
    Double records = figures.sum("ticklake.archive.records");
    return Facts.of(
        new Fact("records/s", Kind.RATE, records == null ? null : archivedRate.of(now, records)),
        new Fact("Records behind", Kind.COUNT, figures.count("ticklake.archive.lag.records")),
        new Fact("Objects landed", Kind.COUNT, landings.objects()));
  }

  private Facts catalog() {
    return Facts.of(
        new Fact("objects to catalogue", Kind.COUNT, landings.notInCatalogue()),
        new Fact("Tables", Kind.TEXT, landings.isCatalogued() ? "there" : "not yet"),
        new Fact("Kept by", Kind.TEXT, setting("ticklake.catalog.mode")));
  }

  private Facts query() {
    Optional<Answer> last = answers.last();
    return Facts.of(
        new Fact("answers", Kind.COUNT, answers.count()),
        new Fact("Last one read", Kind.BYTES, last.map(Answer::scannedBytes).orElse(null)),
        new Fact("Its cost", Kind.DOLLARS, last.map(Answer::dollars).orElse(null)));
  }

  private @Nullable String setting(String key) {
    return context.getPropertiesComponent().resolveProperty(key).orElse(null);
  }
}
