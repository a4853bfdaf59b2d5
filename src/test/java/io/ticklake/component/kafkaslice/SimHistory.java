package io.ticklake.component.kafkaslice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One history: what the plan says, then all faults end, and whatever is left has to come to rest:
 * one new process first, then what was under way lands, then those that had stalled go on.
 */
final class SimHistory {
  private static final int ROUNDS_OF_REST = 14;
  private static final int MOST_ROUNDS = 2_000;

  private final SimWorld world;

  SimHistory(SimWorld world) {
    this.world = world;
  }

  /** The first broken invariant, if one breaks. */
  Optional<String> play() {
    try (SimLossReports reports = new SimLossReports(world.audit)) {
      new SimChaos(world).play();
      end();
    } catch (SimKilled e) {
      // A late request has broken an invariant.
    } finally {
      world.processes.forEach(SimProcess::kill);
    }
    return world.violation();
  }

  private void end() {
    world.fates = SimFates.CALM;
    world.append(1_000);
    List<SimProcess> stalled = new ArrayList<>(world.processes);
    SimProcess last = world.start(0);
    rest(List.of(last), "the stalled ones still do");
    while (!world.wire.isEmpty() && world.violation().isEmpty()) {
      world.land(0);
    }
    rest(List.of(last), "what was under way has landed");
    stalled.add(last);
    stalled.removeIf(SimProcess::isOver);
    rest(stalled, "all go on");
  }

  /** Lets these processes run until nothing changes any more. */
  void rest(List<SimProcess> running, String when) {
    world.say("-", "all faults end, " + when);
    int quiet = 0;
    for (int round = 0; quiet < ROUNDS_OF_REST && world.violation().isEmpty(); round++) {
      long before = world.version;
      for (SimProcess process : running) {
        process.turnOfPoll();
        while (process.uploads() && world.violation().isEmpty()) {
          process.turnOfUpload();
        }
      }
      quiet = world.version == before ? quiet + 1 : 0;
      if (round == MOST_ROUNDS) {
        running.stream()
            .flatMap(process -> process.trouble().stream())
            .forEach(trouble -> world.broken("HALT: " + trouble));
        world.broken("STUCK: never at rest");
      }
    }
    if (world.violation().isEmpty()) {
      new SimAuditAtRest(world).check(running).ifPresent(world::broken);
    }
  }
}
