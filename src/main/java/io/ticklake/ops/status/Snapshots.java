package io.ticklake.ops.status;

import io.ticklake.model.Answer;
import io.ticklake.model.Answers;
import io.ticklake.model.LandedObject;
import io.ticklake.model.Landings;
import io.ticklake.ops.status.Snapshot.Freshness;
import io.ticklake.ops.status.Snapshot.Head;
import io.ticklake.ops.status.Snapshot.Program;
import io.ticklake.ops.status.Snapshot.Stage;
import io.ticklake.ops.status.Snapshot.Table;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;

/** Puts together what the page shows. One thread uses it. */
final class Snapshots {
  /** The stages, in the order of the flow. */
  static final List<String> STAGES = List.of("ingest", "archive", "catalog", "query");

  private final Landings landings;
  private final Answers answers;
  private final EventLog log;
  private final Clock clock;
  private final Program program;
  private final StageHealth health;
  private final StageFacts facts;

  Snapshots(CamelContext context, Landings landings, Answers answers, EventLog log, Clock clock) {
    this.landings = landings;
    this.answers = answers;
    this.log = log;
    this.clock = clock;
    this.program = program();
    this.health = new StageHealth(context);
    this.facts = new StageFacts(context, landings, answers);
  }

  Snapshot take() {
    Instant now = clock.instant();
    Map<String, StageHealth.Finding> findings = health.look(STAGES);
    List<LandedObject> objects = landings.newest();
    return new Snapshot(
        now,
        program,
        STAGES.stream().map(name -> stage(name, findings, now)).toList(),
        objects,
        freshness(objects),
        answers.last().map(Snapshots::table).orElse(null),
        log.problems(now));
  }

  private static Program program() {
    String version = Snapshots.class.getPackage().getImplementationVersion();
    return new Program(
        version == null ? "" : version,
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
  }

  private Stage stage(String name, Map<String, StageHealth.Finding> findings, Instant now) {
    StageHealth.Finding finding = Objects.requireNonNull(findings.get(name), name);
    StageFacts.Facts figures = facts.of(name, now);
    return new Stage(
        name,
        finding.state(),
        finding.reason(),
        finding.cure(),
        finding.since(),
        figures.headline(),
        figures.others(),
        log.events(name));
  }

  private Freshness freshness(List<LandedObject> objects) {
    return new Freshness(
        NewestBar.of(objects, answers.last("freshness")).orElse(null),
        objects.isEmpty() ? null : objects.get(0).at(),
        landings.objects());
  }

  private static Table table(Answer answer) {
    return new Table(
        answer.query(),
        answer.at(),
        answer.columns().stream()
            .map(column -> new Head(column.name(), column.kind() == Answer.Kind.NUMBER))
            .toList(),
        answer.rows(),
        answer.completeness() == Answer.Completeness.FIRST,
        answer.scannedBytes(),
        answer.dollars(),
        answer.took().toMillis());
  }
}
