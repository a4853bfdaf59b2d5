package io.ticklake.faults;

import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that die, stand still, come and go. */
@ExtendWith(WithServices.class)
class CrashFaultIT {
  /** Longer than the session timeout of the programs, 4 s: the others take over. */
  private static final Duration ZOMBIE = Duration.ofSeconds(6);

  private final Services services;

  CrashFaultIT(Services services) {
    this.services = services;
  }

  @Test
  void everyRecordOnceThoughTheProgramIsKilledAtRandomMoments() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "kill")) {
      int kills = services.form().pick(3, 30);
      try (Load load = scenario.load()) {
        for (int kill = 0; kill < kills; kill++) {
          // Where it was, or on another machine in its place.
          PackagedProgram program = kill % 4 == 0 ? scenario.launch() : scenario.launchAgain();
          // Every fifth dies somewhere in its start or recovery, the others at work.
          if (kill % 5 == 4) {
            scenario.goOn(Duration.ofMillis(1_500 + scenario.random().nextInt(4_500)));
          } else {
            scenario.awaitProgress();
            scenario.goOn(Duration.ofMillis(scenario.random().nextInt(2_000)));
          }
          program.close();
        }
      }
      scenario.countFaults(kills);
      scenario.launchAgain();

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceThoughAProgramStandsStillWhileAnotherTakesOver() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "zombie")) {
      int freezes = services.form().pick(1, 4);
      PackagedProgram frozen = scenario.start();
      PackagedProgram other = scenario.start();
      try (Load load = scenario.load()) {
        for (int freeze = 0; freeze < freezes; freeze++) {
          scenario.awaitProgress();
          scenario.goOn(Duration.ofMillis(scenario.random().nextInt(1_500)));
          frozen.freeze();
          scenario.goOn(ZOMBIE);
          scenario.awaitProgress();
          frozen.thaw();
          scenario.goOn(Duration.ofSeconds(2));
          PackagedProgram thawed = frozen;
          frozen = other;
          other = thawed;
        }
      }
      scenario.countFaults(freezes);

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void everyRecordOnceThoughAProgramThatWasReplacedUnderItsNameComesBack() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "zombie-namesake")) {
      scenario.set("ticklake.instance-id", "namesake");
      PackagedProgram replaced = scenario.start();
      try (Load load = scenario.load()) {
        scenario.awaitProgress();
        replaced.freeze();
        scenario.start();
        scenario.awaitProgress();
        replaced.thaw();
        // Both want to be the member of this name.
        scenario.goOn(Duration.ofSeconds(20));
        replaced.close();
        scenario.awaitProgress();
      }
      scenario.countFaults(2);

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceThoughProgramsJoinAndLeave() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "join-leave")) {
      int joining = services.form().pick(2, 6);
      Deque<PackagedProgram> running = new ArrayDeque<>(List.of(scenario.launch()));
      try (Load load = scenario.load()) {
        for (int joined = 0; joined < joining; joined++) {
          scenario.awaitProgress();
          running.add(scenario.start());
          scenario.awaitProgress();
          // Three at once at most; the oldest leaves in order, or not.
          if (running.size() == 3 || scenario.random().nextBoolean()) {
            try (PackagedProgram oldest = running.remove()) {
              if (joined % 2 == 0) {
                oldest.stop(Duration.ofSeconds(60));
              }
            }
          }
          scenario.countFaults(1);
        }
      }

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void everyRecordOnceThoughTheBrokerIsKilledAndStartedAgain() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "broker-restart")) {
      int restarts = services.form().pick(1, 2);
      scenario.start();
      try (Load load = scenario.load()) {
        for (int restart = 0; restart < restarts; restart++) {
          scenario.awaitProgress();
          services.killKafka();
          scenario.goOn(Duration.ofMillis(500 + scenario.random().nextInt(1_500)));
          services.restartKafka();
          scenario.awaitProgress();
        }
      }
      scenario.countFaults(restarts);

      scenario.conclude();
    }
  }
}
