package io.ticklake.faults;

import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators and brokers do to committed offsets, topics and routes. */
@ExtendWith(WithServices.class)
class CommitFaultIT {
  private static final int SLICE_RECORDS = 200;
  private static final Duration TAKING = Duration.ofSeconds(60);
  private static final String TAKEN = "route files taken";
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private static final Duration JOINING = Duration.ofSeconds(8);

  private final Services services;

  CommitFaultIT(Services services) {
    this.services = services;
  }

  @Test
  void everyRecordOnceThoughAnOperatorResetsTheOffsetsToEarliest() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "offsets-earliest")) {
      try (Load load = scenario.load()) {
        for (int time = 0; time < services.form().pick(1, 2); time++) {
          try (PackagedProgram program = scenario.launch()) {
            scenario.awaitProgress();
            scenario.goOn(services.form().seconds(0, 5));
          }
          scenario.topics().resetToEarliest(Scenario.GROUP, scenario.topic());
          scenario.countFaults(2);
        }
        scenario.launch();
        scenario.awaitProgress();
      }

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void everyRecordOnceThoughTheOffsetsHaveExpired() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "offsets-expired")) {
      try (Load load = scenario.load()) {
        for (int time = 0; time < services.form().pick(1, 2); time++) {
          try (PackagedProgram program = scenario.launch()) {
            scenario.awaitProgress();
            scenario.goOn(services.form().seconds(0, 5));
            program.stop(PATIENCE);
          }
          scenario.topics().forgetOffsets(Scenario.GROUP);
          scenario.countFaults(1);
        }
        scenario.launch();
        scenario.awaitProgress();
      }

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceThoughTheTopicIsDeletedAndCreatedAgain() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "topic-recreated")) {
      int times = services.form().pick(1, 2);
      scenario.launch();
      for (int time = 0; time < times; time++) {
        try (Load load = scenario.load()) {
          scenario.awaitProgress();
        }
        // What is in no object yet would go with the topic.
        scenario.awaitAllArchived(PATIENCE);
        scenario.topics().recreate(scenario.topic());
      }
      try (Load load = scenario.load()) {
        scenario.awaitProgress();
      }
      scenario.countFaults(times);

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceThoughTheRouteIsEditedBetweenCrashAndRestart() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "route-edited")) {
      int kills = services.form().pick(1, 5);
      String[] formats = {"barsParquet", "jsonLinesGzip", "barsCsv"};
      try (Load load = scenario.load()) {
        for (int kill = 0; kill < kills; kill++) {
          scenario.editRoute(formats[kill % formats.length], SLICE_RECORDS);
          try (PackagedProgram program = scenario.launch()) {
            scenario.awaitProgress();
            scenario.goOn(Duration.ofMillis(scenario.random().nextInt(1_500)));
          }
          scenario.countFaults(1);
        }
        scenario.editRoute("barsCsv", SLICE_RECORDS);
        scenario.launch();
        scenario.awaitProgress();
      }

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void everyRecordOnceThoughTheRouteIsEditedUnderLoad() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "route-edited-live")) {
      int edits = services.form().pick(2, 10);
      String[] formats = {"barsParquet", "jsonLinesZstd", "barsCsv", "jsonLines"};
      PackagedProgram program = scenario.start();
      try (Load load = scenario.load()) {
        for (int edit = 1; edit <= edits; edit++) {
          int taken = edit;
          scenario.awaitProgress();
          scenario.goOn(Duration.ofMillis(scenario.random().nextInt(1_500)));
          scenario.editRoute(formats[edit % formats.length], 50 + scenario.random().nextInt(300));
          await("the edit is taken")
              .atMost(TAKING)
              .until(() -> program.output().split(TAKEN, -1).length > taken);
          scenario.countFaults(1);
        }
        scenario.awaitProgress();
      }

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void everyRecordOnceThoughSomeCannotBeRead() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "poison")) {
      scenario.set("ticklake.archive.bars-format", "parquet");
      scenario.launch();
      try (Load load = scenario.load();
          Poison poison = new Poison(services.brokers(), scenario.topic(), scenario.produced())) {
        // A letter comes again when a partition changes hands between letter and claim, as it does
        // while the program's threads join the group.
        scenario.awaitProgress();
        scenario.goOn(JOINING);
        for (int round = 0; round < services.form().pick(2, 4); round++) {
          scenario.countFaults(poison.sendEachKind());
          scenario.goOn(Duration.ofMillis(scenario.random().nextInt(1_000)));
        }
        scenario.awaitProgress();
      }

      scenario.conclude();
      scenario.assertEachDeadLetterOnce();
    }
  }
}
