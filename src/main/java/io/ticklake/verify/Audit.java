package io.ticklake.verify;

import io.ticklake.component.kafkaslice.FormatResolver;
import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerKeys;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sets ledger, bucket and topics against each other while archives may be at work. It reads only,
 * and reads in an order in which whatever happens meanwhile cannot look like damage:
 *
 * <ol>
 *   <li>The ledger: says in which folders objects lie, and which are to be there.
 *   <li>The objects in those folders. Each was claimed before it was put, so the entry of every
 *       object in this listing exists by now.
 *   <li>The commits of all groups. Each was made after its entry, and after all its objects.
 *   <li>The ledger again, only what is new: now every object and commit seen so far has its entry
 *       here, or it has none. Chains grow at their end, which listings show first, so that none
 *       shows a hole which is none.
 *   <li>Topics: ids and log ends. A log never ends before the position of a chain that was read
 *       earlier, but when it was cut off; offsets are taken only with the topic id that was there
 *       before and after them.
 *   <li>One by one, objects that the listing did not show as the ledger says. They may have come
 *       since. One that is absent now is missing if a later entry or a commit, both read before,
 *       proves that it was there; else it is still to come.
 *   <li>One by one, objects that no entry names: their names say where the entry would be.
 *   <li>With {@link Depth#DEEP}: every object, read whole, and the topic's records. A difference
 *       counts only if Kafka still has all of the records afterwards.
 * </ol>
 */
public final class Audit {
  // S3 answers thousands of requests a second; this leaves the archive its share.
  private static final int SMALL_READS_AT_ONCE = 16;
  private static final int OBJECTS_AT_ONCE = 4;

  private final Lake lake;
  private final String bucket;
  private final FormatResolver formats;
  private final Clock clock;
  private final Progress progress;

  /**
   * An audit of a bucket.
   *
   * @param bucket its name, for people
   * @param formats of all releases that may have written to it
   */
  public Audit(Lake lake, String bucket, FormatResolver formats, Clock clock, Progress progress) {
    this.lake = lake;
    this.bucket = bucket;
    this.formats = formats;
    this.clock = clock;
    this.progress = progress;
  }

  /** How far objects are looked at. */
  public enum Depth {
    /** Listed, and looked at where that is not enough. */
    LISTED,
    /** Read back whole, and compared with the topic where that still has the records. */
    DEEP
  }

  /**
   * What is audited.
   *
   * @param archive by its name in the ledger; all if empty
   */
  public record Scope(Optional<String> archive, Depth depth) {}

  /** What Kafka is to the audit: there, or the reason why not. */
  public sealed interface Kafka {
    /** It can be asked. */
    record There(Topics topics) implements Kafka {}

    /** It cannot. */
    record Absent(String why) implements Kafka {}
  }

  /**
   * Audits.
   *
   * @throws StopRoute when it cannot be done, with what to do
   */
  public Report run(Scope scope, Kafka kafka) throws IOException {
    Instant begun = clock.instant();
    if (scope.archive().isPresent()) {
      checkExists(scope.archive().get());
    }
    try (Workers workers = new Workers(SMALL_READS_AT_ONCE);
        Workers readers = new Workers(OBJECTS_AT_ONCE)) {
      LedgerCopy ledger = new LedgerCopy(lake, scope.archive(), workers);
      ObjectAudit objects = new ObjectAudit(lake);
      List<LedgerCopy.Claimed> entries = new ArrayList<>(ledger.refresh(progress));
      objects.expect(entries);
      objects.list(TableFolders.of(ledger.layouts()), progress);
      Commits commits = commits(kafka);
      List<LedgerCopy.Claimed> added = ledger.refresh(progress);
      entries.addAll(added);
      objects.expect(added);
      objects.list(TableFolders.of(ledger.layouts()), progress);

      Findings findings = new Findings();
      Evidence evidence = new Evidence(commits.all(), begun);
      describe(ledger, commits.kafka(), evidence);
      followChains(ledger, commits, evidence, findings);
      SecondLook look = new SecondLook(lake, formats, evidence, findings);
      progress.begin("objects looked at again", objects.suspects().size());
      workers.each(objects.suspects(), look::at, progress);
      Strangers strangers = new Strangers(lake, ledger, findings);
      progress.begin("objects without an entry", objects.strangers().size());
      workers.each(objects.strangers(), strangers::at, progress);

      Tally tally = new Tally();
      if (scope.depth() == Depth.DEEP) {
        DeepAudit deep =
            new DeepAudit(
                lake,
                look,
                formats,
                commits
                    .topics()
                    .map(topics -> new Comparison(topics, formats, evidence, findings, tally)),
                findings,
                tally);
        readBack(entries, deep, readers);
        tellNotCompared(ledger, tally, findings);
      }
      return report(begun, scope, commits.kafka(), evidence, tally, ledger, findings);
    }
  }

  private void checkExists(String archive) throws IOException {
    List<String> archives = lake.folders(LedgerKeys.ROOT);
    if (!archives.contains(archive)) {
      throw new StopRoute(
          ErrorCode.VERIFY_FAILED,
          "Bucket '%s' has no archive '%s'. It has: %s. Names are those of option 'archive' in the routes."
              .formatted(
                  bucket, archive, archives.isEmpty() ? "none" : String.join(", ", archives)));
    }
  }

  private static Commits commits(Kafka kafka) {
    if (kafka instanceof Kafka.There there) {
      try {
        return new Commits(there.topics().commits(), kafka);
      } catch (IOException e) {
        return new Commits(List.of(), new Kafka.Absent(String.valueOf(e.getMessage())));
      }
    }
    return new Commits(List.of(), kafka);
  }

  private void describe(LedgerCopy ledger, Kafka kafka, Evidence evidence) throws IOException {
    if (kafka instanceof Kafka.There there) {
      Set<String> names =
          ledger.chains().stream().map(chain -> chain.keys().topic()).collect(Collectors.toSet());
      for (String name : names) {
        there.topics().describe(name).ifPresent(topic -> evidence.describe(name, topic));
      }
    }
  }

  private void followChains(
      LedgerCopy ledger, Commits commits, Evidence evidence, Findings findings) throws IOException {
    ledger
        .foreignKeys()
        .forEach(key -> findings.add(Kind.FOREIGN_KEY, Optional.empty(), key, "it is no entry"));
    ChainAudit chains = new ChainAudit(lake, formats, findings);
    for (ChainCopy chain : ledger.chains()) {
      chains.follow(chain);
    }
    new CommitAudit(ledger, chains.claims(), findings).check(commits.all());
    if (commits.topics().isPresent()) {
      new LogAudit(evidence, findings).check(ledger);
    }
  }

  private void readBack(List<LedgerCopy.Claimed> entries, DeepAudit deep, Workers readers)
      throws IOException {
    List<LedgerCopy.Claimed> slices =
        entries.stream().filter(entry -> entry.entry().kind() == LedgerEntry.Kind.DATA).toList();
    progress.begin("slices read back", slices.size());
    readers.each(slices, deep::at, progress);
  }

  private static void tellNotCompared(LedgerCopy ledger, Tally tally, Findings findings) {
    for (ChainCopy chain : ledger.chains()) {
      tally
          .notCompared(chain.keys())
          .forEach(
              (why, entries) ->
                  findings.add(
                      Kind.NOT_COMPARED,
                      chain.keys(),
                      "",
                      "%,d slices: %s".formatted(entries, why)));
    }
  }

  private Report report(
      Instant begun,
      Scope scope,
      Kafka kafka,
      Evidence evidence,
      Tally tally,
      LedgerCopy ledger,
      Findings findings) {
    List<Finding> sorted = findings.sorted();
    @Nullable String absent = kafka instanceof Kafka.Absent why ? why.why() : null;
    List<Row> rows = new RowMaker(evidence, absent == null, tally, sorted).rows(ledger);
    return new Report(
        bucket,
        scope.depth(),
        absent,
        begun.toString(),
        Duration.between(begun, clock.instant()).toMillis() / 1000.0,
        rows,
        Row.total(rows, sorted),
        sorted);
  }

  /**
   * What groups have committed.
   *
   * @param kafka absent also when it has not answered
   */
  private record Commits(List<Topics.Commit> all, Kafka kafka) {
    Optional<Topics> topics() {
      return kafka instanceof Kafka.There there ? Optional.of(there.topics()) : Optional.empty();
    }
  }
}
