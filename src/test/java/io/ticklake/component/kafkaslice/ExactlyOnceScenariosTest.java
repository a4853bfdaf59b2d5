package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The interleavings that each rule of the protocol is there for (exactly-once.md, section 7), told
 * step by step: random search finds some of them rarely. Logs are written as text: a, b, c: records
 * of different folders; p: poison; o: poison to the old parser only; -: no record.
 */
class ExactlyOnceScenariosTest {
  private SimWorld world = new SimWorld(plan(2, "aabb"));
  private SimScript script = new SimScript(world);
  private SimLossReports reports = new SimLossReports(world.audit);

  private static SimPlan plan(int sliceRecords, String... logs) {
    List<List<Integer>> shapes = new ArrayList<>();
    for (String log : logs) {
      shapes.add(log.chars().mapToObj(ExactlyOnceScenariosTest::shape).toList());
    }
    SimPlan.Worker worker = new SimPlan.Worker(sliceRecords, 10, 1, 1000);
    return new SimPlan(shapes, 100, false, List.of(worker), Set.of(), 0, List.of());
  }

  private static int shape(int letter) {
    return switch (letter) {
      case 'a' -> 0;
      case 'b' -> 1;
      case 'c' -> 2;
      case 'p' -> 12;
      case 'o' -> 13;
      default -> 14;
    };
  }

  private void given(int sliceRecords, String... logs) {
    reports.close();
    world = new SimWorld(plan(sliceRecords, logs));
    script = new SimScript(world);
    reports = new SimLossReports(world.audit);
  }

  private SimProcess start() {
    return world.start(0);
  }

  /** Faults end; these processes, or a new one, bring the world to rest. */
  private void comesToRest(SimProcess... running) {
    world.fates = SimFates.CALM;
    List<SimProcess> last = running.length == 0 ? List.of(start()) : List.of(running);
    new SimHistory(world).rest(last, "the test looks at it");
    assertThat(world.violation()).as(world.story()).isEmpty();
  }

  private List<String> chain(int life) {
    return world.audit.chain(life).values().stream()
        .map(SimAudit.Link::entry)
        .map(e -> e.first() + ".." + e.last() + (e.reason() == null ? "" : " " + e.reason()))
        .toList();
  }

  @AfterEach
  void end() {
    world.processes.forEach(SimProcess::kill);
    reports.close();
  }

  @Test
  void archivesWhatThereIs() {
    comesToRest();

    assertThat(chain(0)).containsExactly("0..1", "2..3");
    assertThat(world.committed.orElseThrow().offset()).isEqualTo(4);
  }

  @Test
  void aClaimIsRepeatedUntilItIsAnswered() {
    SimProcess process = start();
    script.next(process, SimStep.CLAIM, "[0..1]", SimFate.REFUSED);
    script.next(process, SimStep.CLAIM, "[0..1]", SimFate.ANSWER_LOST);
    script.run(process);

    comesToRest(process);
    assertThat(chain(0)).containsExactly("0..1", "2..3");
  }

  @Test
  void aClaimThatLandsAfterItsSenderDiedIsAdopted() {
    SimProcess first = start();
    script.next(first, SimStep.CLAIM, "[0..1]", SimFate.KILLED_ON_THE_WIRE);
    script.run(first);
    SimProcess second = start();
    script.stall(second, SimStep.CLAIM, "");
    script.run(second);
    world.land(0);

    comesToRest(second);
  }

  @Test
  void aForeignClaimIsAdoptedNotTakenForOnesOwn() {
    given(2, "abab");
    SimProcess slow = start();
    script.stall(slow, SimStep.CLAIM, "");
    script.run(slow);
    SimProcess fast = start();
    script.stall(fast, SimStep.PUT, "");
    script.run(fast);

    comesToRest(slow);
    comesToRest(slow, fast);
  }

  @Test
  void theNextClaimWaitsUntilAllObjectsAreThere() {
    SimProcess process = start();
    script.stall(process, SimStep.PUT, "");
    script.next(process, SimStep.PUT, "", SimFate.REFUSED);
    script.run(process);
    for (int turn = 0; turn < 5; turn++) {
      process.turnOfPoll();
    }
    script.run(process);

    comesToRest(process);
  }

  @Test
  void theNextClaimWaitsForTheNotice() {
    SimProcess process = start();
    script.next(process, SimStep.NOTIFY, "", SimFate.REFUSED);
    script.run(process);

    comesToRest(process);
  }

  @Test
  void nothingIsCommittedBeforeItIsDurable() {
    SimProcess process = start();
    script.stall(process, SimStep.PUT, "");
    script.run(process);
    process.turnOfPoll();

    assertThat(world.committed).isEmpty();
    process.kill();
    comesToRest();
  }

  @Test
  void aTailIsCompletedWithItsOwnLayoutAfterAnEdit() {
    given(3, "abc");
    SimProcess process = start();
    script.next(process, SimStep.PUT, "p=1", SimFate.KILLED);
    script.run(process);
    world.edit(1);

    comesToRest();
    assertThat(world.audit.objects.keySet()).hasSize(2).allMatch(key -> key.startsWith("lake/p="));
  }

  @Test
  void deadLettersAreThereBeforeTheClaim() {
    given(2, "apab");
    SimProcess process = start();
    script.next(process, SimStep.CLAIM, "", SimFate.KILLED_AFTER);
    script.run(process);

    comesToRest();
  }

  @Test
  void whatWasSetAsideStaysOutOfTheObjectsUnderANewerParser() {
    given(2, "bob");
    SimProcess process = start();
    script.next(process, SimStep.PUT, "", SimFate.KILLED);
    script.run(process);
    world.edit(2);

    comesToRest();
    assertThat(world.audit.setAside).containsExactly("0:1");
  }

  @Test
  void aResetBackwardReadsNothingAgain() {
    comesToRest();
    world.operatorSets(0);

    comesToRest();
    assertThat(chain(0)).containsExactly("0..1", "2..3");
  }

  @Test
  void aResetForwardIsAnEntryAndTheTailIsCompletedAllTheSame() {
    given(1, "abab");
    SimProcess process = start();
    script.next(process, SimStep.PUT, "", SimFate.KILLED);
    script.run(process);
    world.operatorSets(3);

    comesToRest();
    assertThat(chain(0)).containsExactly("0..0", "1..2 OPERATOR", "3..3");
  }

  @Test
  void aResetToTheTailsEndDoesNotProveItComplete() {
    SimProcess process = start();
    script.next(process, SimStep.PUT, "", SimFate.KILLED);
    script.run(process);
    world.operatorSets(2);

    comesToRest();
  }

  @Test
  void aCommitThatNamesTheTailProvesItComplete() {
    comesToRest();
    long version = world.version;

    comesToRest();
    assertThat(world.version).as("nothing was told of again").isEqualTo(version);
  }

  @Test
  void aChainBeginsAtZeroWhereTheLogDoesNot() {
    world.retention(2);

    comesToRest();
    assertThat(chain(0)).containsExactly("0..1 START", "2..3");
  }

  @Test
  void entriesHaveNoHoleWhereTheLogHasOne() {
    given(1, "-a--b");

    comesToRest();
    assertThat(chain(0)).containsExactly("0..1", "2..4");
  }

  @Test
  void whatRetentionTakesFromUnderAnOpenSliceIsSkippedInTheLedger() {
    given(10, "aabbab");
    SimProcess process = start();
    for (int turn = 0; turn < 5; turn++) {
      process.turnOfPoll();
      while (process.uploads()) {
        process.turnOfUpload();
      }
    }
    world.retention(5);

    comesToRest(process);
    assertThat(chain(0)).anyMatch(entry -> entry.endsWith("..4 RETENTION"));
  }

  @Test
  void aLossIsReportedWhenRetentionOvertakesARedo() {
    SimProcess process = start();
    script.next(process, SimStep.PUT, "", SimFate.KILLED);
    script.run(process);
    world.retention(1);

    comesToRest();
    assertThat(world.audit.reportedLost.values()).containsExactly(1L);
  }

  @Test
  void aRebuildFromAShrunkenLogDoesNotReplaceAWholeObject() {
    SimProcess slow = start();
    script.stall(slow, SimStep.PUT, "");
    script.run(slow);
    world.retention(1);
    SimProcess second = start();
    script.stall(second, SimStep.PUT, "");
    script.run(second);

    comesToRest(slow);
    comesToRest(slow, second);
    assertThat(world.audit.isVisible("0:0")).isTrue();
  }

  @Test
  void aRevokedWorkerWritesNothingOfItsOpenSlice() {
    given(10, "aabb");
    SimProcess process = start();
    for (int turn = 0; turn < 5; turn++) {
      process.turnOfPoll();
      while (process.uploads()) {
        process.turnOfUpload();
      }
    }
    // Others have archived the same offsets meanwhile, under other names.
    world.edit(2);
    script.run(start());
    script.poll(process, SimFates.Poll.LOST);
    process.turnOfPoll();
    script.run(process);

    comesToRest(process);
  }

  @Test
  void aTopicMadeAnewIsArchivedFromItsStart() {
    given(2, "aabb", "bbaa");
    comesToRest();
    world.recreate(true);

    comesToRest();
    assertThat(chain(1)).containsExactly("0..1", "2..3");
  }

  @Test
  void aTopicMadeAnewBetweenPollAndClaimIsNoticed() {
    given(2, "aabb", "bbaa");
    SimProcess process = start();
    script.next(process, SimStep.CLAIM, "[0..1]", SimFate.REFUSED);
    script.stall(process, SimStep.CLAIM, "[2..3]");
    for (int turn = 0; turn < 3; turn++) {
      process.turnOfPoll();
    }
    process.turnOfUpload();
    process.turnOfPoll();
    world.recreate(false);

    comesToRest(process);
    assertThat(chain(1)).containsExactly("0..1", "2..3");
  }

  @Test
  void theTailOfADeletedTopicIsReportedBeforeTheNewChainBegins() {
    given(2, "aabb", "bbaa");
    SimProcess process = start();
    script.next(process, SimStep.PUT, "", SimFate.KILLED);
    script.run(process);
    world.recreate(false);

    comesToRest();
    assertThat(world.audit.reportedLost.values()).containsExactly(2L);
  }

  @Test
  void theWholeTailOfADeletedTopicIsToldOf() {
    given(2, "aabb", "bbaa");
    SimProcess process = start();
    script.next(process, SimStep.NOTIFY, "", SimFate.KILLED);
    script.run(process);
    world.recreate(false);

    comesToRest();
    assertThat(world.audit.told).hasSize(3);
  }

  @Test
  void whileItsLedgerIsGoneItTellsNobodyOfDeletedTopics() {
    given(2, "aabb", "bbaa");
    comesToRest();
    world.recreate(false);
    comesToRest();
    world.entries.keySet().removeIf(key -> key.contains(world.topic().id + "/"));
    world.audit.told.clear();

    script.run(start());
    assertThat(world.audit.told).isEmpty();
  }

  @Test
  void anOperatorsOffsetIsNotBelievedOnceTheTopicIsAnotherOne() {
    given(2, "aabb", "bbaa");
    comesToRest();
    world.operatorSets(3);
    world.recreate(true);

    comesToRest();
    assertThat(chain(1)).containsExactly("0..1", "2..3");
  }

  @Test
  void aSkipIsNotWrittenWithTheNewTopicsOffsets() {
    given(2, "aabb", "bbaabb");
    SimProcess process = start();
    script.stall(process, SimStep.ASK, "asks for the start");
    script.run(process);
    world.recreate(false);
    world.retention(3);

    comesToRest(process);
    assertThat(chain(0)).isEmpty();
  }

  @Test
  void aSliceUnderWayOfTheNewTopicIsNotReportedLost() {
    given(2, "aabb", "bbaa");
    SimProcess slow = start();
    script.stall(slow, SimStep.ASK, "lists folders");
    script.run(slow);
    world.recreate(false);
    SimProcess owner = start();
    script.stall(owner, SimStep.PUT, "");
    script.run(owner);

    script.run(slow);
    comesToRest(owner);
    assertThat(world.audit.reportedLost).isEmpty();
  }

  @Test
  void aLogThatGrewMeanwhileIsNotTakenForOneThatWasCutOff() {
    given(2, "aabb");
    world =
        new SimWorld(
            new SimPlan(world.plan.logs(), 2, false, world.plan.workers(), Set.of(), 0, List.of()));
    script = new SimScript(world);
    SimProcess slow = start();
    script.stall(slow, SimStep.ASK, "lists folders");
    script.run(slow);
    world.append(2);
    SimProcess owner = start();
    script.run(owner);
    slow.turnOfUpload();
    slow.turnOfPoll();
    slow.turnOfPoll();

    assertThat(slow.trouble()).isEmpty();
    comesToRest(owner, slow);
  }

  /** So that the simulation is known to see what the route does. */
  @Test
  void aRouteThatTellsBeforeItPutsIsFound() {
    assertThat(violationOf(SimWorld.Route.TELLS_BEFORE_PUT)).startsWith("NOTIFY");
  }

  @Test
  void aRouteThatDoesNotWaitForItsNoticeIsFound() {
    SimProcess process = start();
    script.next(process, SimStep.NOTIFY, "", SimFate.REFUSED);
    world.route = SimWorld.Route.TELLS_AFTER_ITS_END;
    script.run(process);

    assertThat(world.violation().orElse("")).startsWith("ORDER");
  }

  @Test
  void aRouteThatOverwritesIsFound() {
    world.route = SimWorld.Route.OVERWRITES;
    SimProcess slow = start();
    script.stall(slow, SimStep.PUT, "");
    script.run(slow);
    world.retention(1);
    SimProcess second = start();
    script.stall(second, SimStep.PUT, "");
    script.run(second);
    script.run(slow);
    script.run(second);

    assertThat(world.violation().orElse("")).startsWith("LOST");
  }

  private String violationOf(SimWorld.Route route) {
    world.route = route;
    script.run(start());
    return Optional.of(world.violation().orElse("none")).get();
  }
}
