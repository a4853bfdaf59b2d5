package io.ticklake.faults;

import io.ticklake.testkit.PackagedProgram;
import java.time.Duration;
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
      int kills = services.form().pick(3, 32);
      try (Load load = scenario.load()) {
        for (int kill = 0; kill < kills; kill++) {
          PackagedProgram program = scenario.launch();
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
      scenario.launch();

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceThoughAProgramStandsStillWhileAnotherTakesOver() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "zombie")) {
      int freezes = services.form().pick(1, 8);
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
  void everyRecordOnceThoughProgramsJoinAndLeave() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "join-leave")) {
      int rounds = services.form().pick(1, 6);
      PackagedProgram oldest = scenario.start();
      try (Load load = scenario.load()) {
        for (int round = 0; round < rounds; round++) {
          PackagedProgram second = scenario.launch();
          scenario.awaitProgress();
          PackagedProgram third = scenario.start();
          scenario.awaitProgress();
          oldest.stop(Duration.ofSeconds(30));
          scenario.awaitProgress();
          second.close();
          scenario.awaitProgress();
          oldest = third;
          scenario.countFaults(4);
        }
      }

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceThoughTheBrokerIsKilledAndStartedAgain() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "broker-restart")) {
      int restarts = services.form().pick(1, 5);
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
