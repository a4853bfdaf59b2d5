package io.ticklake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerEntry.SkipReason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds each kind of damage, and none where there is none, over real servers. */
class AuditTest {
  @TempDir static Path folder;
  private static Servers servers;

  @BeforeAll
  static void start() {
    servers = new Servers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void findsNothingInALakeThatIsWhole() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "whole", 30);
    lake.archive(0, 9);
    lake.archive(10, 24);
    lake.commit(lake.archive(25, 29));
    lake.put("_ledger/hand/_probe.json", "{}");

    Report report = lake.audit(Audit.Depth.LISTED);

    assertThat(report.findings()).isEmpty();
    assertThat(report.isClean()).isTrue();
    Row row = report.chains().get(0);
    assertThat(row.entries()).isEqualTo(3);
    assertThat(row.records()).isEqualTo(30);
    assertThat(row.objects()).isEqualTo(6);
    assertThat(row.position()).isEqualTo(30);
    assertThat(row.logEnd()).isEqualTo(30);
    assertThat(row.lag()).isZero();
  }

  @Test
  void findsADeletedObject() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "deleted-object", 20);
    LedgerEntry first = lake.archive(0, 9);
    lake.archive(10, 19);
    String key = first.objects().get(1).key();
    lake.delete(key);

    Report report = lake.audit(Audit.Depth.LISTED);

    assertThat(found(report)).containsExactly(Kind.OBJECT_MISSING);
    assertThat(report.findings().get(0).key()).isEqualTo(key);
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void findsADeletedObjectOfTheNewestEntryOnceACommitProvesThatItWasThere() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "deleted-of-tail", 10);
    LedgerEntry tail = lake.archive(0, 9);
    lake.delete(tail.objects().get(0).key());

    List<Kind> before = found(lake.audit(Audit.Depth.LISTED));
    lake.commit(tail);
    List<Kind> after = found(lake.audit(Audit.Depth.LISTED));

    assertThat(before).containsExactly(Kind.TAIL_UNFINISHED);
    assertThat(after).containsExactly(Kind.OBJECT_MISSING);
  }

  @Test
  void notesASliceThatIsUnderWay() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "under-way", 20);
    lake.archive(0, 9);
    lake.claim(10, 19);

    for (Audit.Depth depth : Audit.Depth.values()) {
      Report report = lake.audit(depth);

      assertThat(found(report)).containsExactly(Kind.TAIL_UNFINISHED, Kind.TAIL_UNFINISHED);
      assertThat(report.isClean()).isTrue();
    }
  }

  @Test
  void findsATruncatedObject() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "truncated-object", 20);
    LedgerEntry entry = lake.archive(0, 9);
    lake.archive(10, 19);
    String key = entry.objects().get(0).key();
    byte[] whole = lake.read(key);
    lake.putObject(entry, key, Arrays.copyOf(whole, whole.length - 9), 5);

    assertThat(found(lake.audit(Audit.Depth.LISTED))).containsExactly(Kind.OBJECT_DAMAGED);
  }

  @Test
  void acceptsAnObjectThatAnotherBuildHasWrittenAgainInOtherBytes() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "written-again", 400);
    LedgerEntry entry = lake.archive(0, 299);
    lake.archive(300, 399);
    String key = entry.objects().get(0).key();
    HandMadeLake stronger =
        HandMadeLake.of(
            servers, "stronger", 0, HandMadeLake.JSON_LINES.replace("gzip:1", "gzip:9"));
    byte[] other = stronger.encode(lake.objects(0, 299).get(key));
    lake.putObject(entry, key, other, 150);

    Report listed = lake.audit(Audit.Depth.LISTED);
    Report deep = lake.audit(Audit.Depth.DEEP);

    assertThat(other.length).isNotEqualTo((int) entry.objects().get(0).bytes());
    assertThat(found(listed)).containsExactly(Kind.WRITTEN_AGAIN);
    assertThat(found(deep)).containsExactly(Kind.WRITTEN_AGAIN);
    assertThat(deep.totals().compared()).isEqualTo(400);
  }

  @Test
  void findsForeignObjects() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "foreign-object", 10);
    lake.archive(0, 9);
    lake.put("hand/day=2026-11-10/export.csv", "1,2,3");
    lake.put("hand/_temporary/0.csv", "hidden from queries");
    lake.put("elsewhere/0.csv", "not of the table");

    Report report = lake.audit(Audit.Depth.LISTED);

    assertThat(found(report)).containsExactly(Kind.OBJECT_FOREIGN);
    assertThat(report.findings().get(0).key()).isEqualTo("hand/day=2026-11-10/export.csv");
  }

  @Test
  void findsARemovedEntryAndKeepsItsObjectsFromBeingDeleted() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "removed-entry", 30);
    lake.archive(0, 9);
    LedgerEntry removed = lake.archive(10, 19);
    lake.archive(20, 29);
    lake.delete(lake.keys().entry(10));

    Report report = lake.audit(Audit.Depth.LISTED);

    assertThat(found(report))
        .containsExactly(Kind.OBJECT_WITHOUT_ENTRY, Kind.OBJECT_WITHOUT_ENTRY, Kind.HOLE);
    assertThat(report.findings().get(0).key()).isEqualTo(removed.objects().get(0).key());
    assertThat(report.findings().get(2).detail()).contains("10..19");
  }

  @Test
  void findsARemovedNewestEntryByItsObjectsAndNotesTheCommitThatNamesIt() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "removed-tail", 20);
    lake.archive(0, 9);
    lake.commit(lake.archive(10, 19));
    lake.delete(lake.keys().entry(10));

    assertThat(found(lake.audit(Audit.Depth.LISTED)))
        .containsExactly(
            Kind.OBJECT_WITHOUT_ENTRY, Kind.OBJECT_WITHOUT_ENTRY, Kind.COMMIT_OF_UNKNOWN);
  }

  @Test
  void findsACommitAheadOfTheLedgerIfTheGroupIsKnownToBeOfIt() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "commit-ahead", 20);
    servers.addPartition(lake.topic);
    lake.commit(lake.archive(0, 9));
    lake.commit(1, 7, UUID.randomUUID().toString());

    assertThat(found(lake.audit(Audit.Depth.LISTED))).containsExactly(Kind.COMMIT_AHEAD);
  }

  @Test
  void findsTwoEntriesThatOverlap() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "overlap", 30);
    lake.archive(0, 9);
    lake.archive(8, 19);
    lake.archive(20, 29);

    Report report = lake.audit(Audit.Depth.LISTED);

    assertThat(found(report)).containsExactly(Kind.OVERLAP);
    assertThat(report.findings().get(0).detail()).contains("offset 8", "up to 9");
  }

  @Test
  void findsAnObjectThatHoldsOffsetsOfAnEntryASecondTime() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "doubled", 20);
    lake.archive(0, 19);
    LedgerEntry other = lake.entry(5, 9, java.time.Instant.now());
    lake.putObjects(other);

    assertThat(found(lake.audit(Audit.Depth.LISTED)))
        .containsExactly(Kind.OBJECT_DOUBLED, Kind.OBJECT_DOUBLED);
  }

  @Test
  void findsDamagedAndNewerEntries() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "bad-entries", 40);
    lake.archive(0, 9);
    lake.put(lake.keys().entry(10), "{\"v\":1,\"kind\":\"da");
    lake.archive(20, 29);
    lake.put(lake.keys().entry(30), "{\"v\":2,\"kind\":\"merge\"}");
    lake.put("_ledger/hand/" + lake.topic + "/notes.txt", "x");

    assertThat(found(lake.audit(Audit.Depth.LISTED)))
        .containsExactly(Kind.ENTRY_DAMAGED, Kind.ENTRY_NEWER, Kind.FOREIGN_KEY);
  }

  @Test
  void findsAnObjectOfAnotherClaim() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "other-claim", 20);
    LedgerEntry entry = lake.archive(0, 9);
    lake.archive(10, 19);
    String key = entry.objects().get(0).key();
    lake.put(key, lake.read(key), Map.of("claim", UUID.randomUUID().toString(), "records", "5"));

    assertThat(found(lake.audit(Audit.Depth.DEEP))).containsExactly(Kind.OBJECT_CLAIM);
  }

  @Test
  void tellsOfRecordsThatKafkaHadDeletedBeforeTheyWerePut() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "loss", 20);
    LedgerEntry entry = lake.archive(0, 9);
    lake.archive(10, 19);
    String key = entry.objects().get(0).key();
    lake.putObject(entry, key, lake.objects(0, 9).get(key).subList(2, 5));

    Report report = lake.audit(Audit.Depth.LISTED);

    assertThat(found(report)).containsExactly(Kind.OBJECT_LOSS);
    assertThat(report.findings().get(0).detail()).contains("3 records", "5");
  }

  @Test
  void notesSkippedOffsets() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "skips", 40);
    lake.skip(0, 9, SkipReason.START);
    lake.skip(10, 19, SkipReason.RETENTION);
    lake.skip(20, 29, SkipReason.OPERATOR);
    lake.archive(30, 39);

    Report report = lake.audit(Audit.Depth.DEEP);

    assertThat(found(report))
        .containsExactly(Kind.BEFORE_START, Kind.SKIPPED_BY_RETENTION, Kind.SKIPPED_BY_OPERATOR);
    assertThat(report.isClean()).isTrue();
    assertThat(report.totals().skipped()).isEqualTo(30);
  }

  @Test
  void findsALogThatWasCutOff() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "cut-off", 10);
    lake.archive(0, 19);

    assertThat(found(lake.audit(Audit.Depth.LISTED))).containsExactly(Kind.LOG_TRUNCATED);
  }

  @Test
  void looksAtTheChainOfADeletedTopic() throws Exception {
    HandMadeLake old = HandMadeLake.of(servers, "recreated", 20);
    old.archive(0, 9);
    old.put(old.keys().entry(10), old.entry(10, 19, java.time.Instant.EPOCH).toJson(), Map.of());
    HandMadeLake lake = old.recreated();
    lake.send(0, 5);
    lake.archive(0, 4);

    Report report = lake.audit(Audit.Depth.DEEP);

    assertThat(found(report))
        .containsExactly(
            Kind.OLD_TAIL_INCOMPLETE, Kind.OLD_TAIL_INCOMPLETE, Kind.OLD_TOPIC, Kind.NOT_COMPARED);
    assertThat(report.chains())
        .extracting(Row::lag)
        .containsOnlyOnce(0L)
        .containsOnlyOnce((Long) null);
  }

  @Test
  void deepFindsAFlippedByte() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "flipped", 10);
    LedgerEntry entry = lake.archive(0, 9);
    String key = entry.objects().get(0).key();
    byte[] bytes = lake.read(key);
    bytes[bytes.length / 2] ^= 1;
    lake.putObject(entry, key, bytes, 5);

    assertThat(found(lake.audit(Audit.Depth.LISTED))).isEmpty();
    assertThat(found(lake.audit(Audit.Depth.DEEP))).containsExactly(Kind.OBJECT_DAMAGED);
  }

  @Test
  void deepFindsARecordThatIsMissingOrDoubledOrAnother() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "records", 40);
    replaceFirstObject(lake, lake.archive(0, 9), List.of(0, 2, 4, 6));
    replaceFirstObject(lake, lake.archive(10, 19), List.of(10, 10, 12, 14, 16, 18));
    replaceFirstObject(lake, lake.archive(20, 29), List.of(20, 22, 22, 26, 28));
    lake.archive(30, 39);

    Report report = lake.audit(Audit.Depth.DEEP);

    assertThat(found(report))
        .containsExactly(Kind.OBJECT_DAMAGED, Kind.OBJECT_DAMAGED, Kind.OBJECT_DIFFERS);
    assertThat(report.findings()).extracting(Finding::detail).last().asString().contains("line 3");
    assertThat(report.totals().compared()).isEqualTo(25);
  }

  @Test
  void deepComparesParquetWithTheTopicWhateverTheOrderOfEncodingsInItsFooter() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "parquet", 40, HandMadeLake.PARQUET);
    LedgerEntry entry = lake.archive(0, 39);
    String key = entry.objects().get(0).key();
    byte[] bytes = lake.read(key);
    // No reader looks at this byte of the footer: the file's creator.
    bytes[lastIndexOf(bytes, "parquet-mr")] = 'P';
    lake.putObject(entry, key, bytes, 20);

    Report report = lake.audit(Audit.Depth.DEEP);

    assertThat(report.findings()).isEmpty();
    assertThat(report.totals().compared()).isEqualTo(40);
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }

  /** Other records, and metadata and entry that agree with them in size. */
  private static void replaceFirstObject(
      HandMadeLake lake, LedgerEntry entry, List<Integer> values) {
    LedgerEntry.EntryObject object = entry.objects().get(0);
    byte[] bytes = lake.encode(values.stream().map(HandMadeLake::value).toList());
    lake.putObject(entry, object.key(), bytes, object.count());
  }

  @Test
  void auditsOneArchiveOnly() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "one-archive", 10);
    lake.archive(0, 9);
    lake.put("_ledger/other/t/x.txt", "x");

    assertThat(found(lake.audit(lake.lake(), Audit.Depth.LISTED, "hand"))).isEmpty();
    assertThat(found(lake.audit(Audit.Depth.LISTED))).containsExactly(Kind.FOREIGN_KEY);
  }

  private static List<Kind> found(Report report) {
    return report.findings().stream().map(Finding::kind).toList();
  }
}
