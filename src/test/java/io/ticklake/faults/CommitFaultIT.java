package io.ticklake.faults;

import io.ticklake.testkit.PackagedProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators and brokers do to committed offsets, topics and routes. */
@ExtendWith(WithServices.class)
class CommitFaultIT {
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
  void everyRecordOnceThoughTheFormatIsChangedBetweenCrashAndRestart() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "format-changed")) {
      int kills = services.form().pick(1, 5);
      String[] formats = {"parquet", "json-lines", "csv"};
      try (Load load = scenario.load()) {
        for (int kill = 0; kill < kills; kill++) {
          scenario.set("ticklake.archive.bars-format", formats[kill % formats.length]);
          try (PackagedProgram program = scenario.launch()) {
            scenario.awaitProgress();
            scenario.goOn(Duration.ofMillis(scenario.random().nextInt(1_500)));
          }
          scenario.countFaults(1);
        }
        scenario.set("ticklake.archive.bars-format", "csv");
        scenario.launch();
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
