package io.ticklake.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ticklake.testkit.LongForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S3 and SNS that are away, slow, or answer with errors. */
@ExtendWith(WithServices.class)
class StoreFaultIT {
  private final Services services;

  StoreFaultIT(Services services) {
    this.services = services;
  }

  @Test
  @LongForm
  void everyRecordOnceThoughS3IsAwayForAWhile() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "s3-down")) {
      scenario.start();
      try (Load load = scenario.load()) {
        scenario.awaitProgress();
        services.s3Faults().breakDown();
        scenario.goOn(services.form().seconds(5, 60));
        services.s3Faults().heal();
        scenario.awaitProgress();
      }
      scenario.countFaults(services.s3Faults().takeInjected());

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void everyRecordOnceThoughRequestsToS3MeetEveryKindOfFault() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "s3-random")) {
      services.s3Faults().disturb(0.15);
      scenario.launch();
      try (Load load = scenario.load()) {
        scenario.goOn(services.form().seconds(5, 90));
      }
      services.s3Faults().heal();
      scenario.countFaults(services.s3Faults().takeInjected());

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void everyRecordOnceThoughFaultsOfS3AndKillsComeTogether() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "s3-random-kill")) {
      services.s3Faults().disturb(0.1);
      int kills = services.form().pick(1, 5);
      try (Load load = scenario.load()) {
        for (int kill = 0; kill < kills; kill++) {
          try (var program = scenario.start()) {
            scenario.goOn(Duration.ofMillis(2_000 + scenario.random().nextInt(4_000)));
          }
        }
      }
      services.s3Faults().heal();
      scenario.countFaults(services.s3Faults().takeInjected());
      scenario.countFaults(kills);
      scenario.launch();

      scenario.conclude();
    }
  }

  @Test
  @LongForm
  void goesOnArchivingAndLosesNoNoticeThoughSnsIsAway() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "sns-down")) {
      scenario.start();
      try (Load load = scenario.load()) {
        scenario.awaitProgress();
        services.snsFaults().breakDown();
        scenario.goOn(services.form().seconds(4, 60));
        scenario.awaitProgress();
        services.snsFaults().heal();
        scenario.awaitProgress();
      }
      scenario.countFaults(services.snsFaults().takeInjected());

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceAndNoNoticeLostThoughOneFaultFollowsTheOther() throws Exception {
    try (Scenario scenario = Scenario.begin(services, "one-by-one")) {
      scenario.set("ticklake.archive.bars-format", "parquet");
      scenario.launch();
      try (Load load = scenario.load();
          Poison poison = new Poison(services.brokers(), scenario.topic(), scenario.produced())) {
        scenario.awaitProgress();
        for (int round = 0; round < services.form().pick(1, 2); round++) {
          scenario.countFaults(poison.sendEachKind());
          services.s3Faults().disturb(0.15);
          scenario.goOn(services.form().seconds(4, 20));
          services.s3Faults().breakDown();
          scenario.goOn(services.form().seconds(4, 20));
          services.s3Faults().heal();
          scenario.awaitProgress();
          services.snsFaults().breakDown();
          scenario.awaitProgress();
          services.snsFaults().heal();
          services.killKafka();
          services.restartKafka();
          scenario.awaitProgress();
        }
      }
      scenario.countFaults(services.s3Faults().takeInjected());
      scenario.countFaults(services.snsFaults().takeInjected());

      scenario.conclude();
    }
  }

  @Test
  void everyRecordOnceThoughTheDiskOfTheLakeIsFull() throws Exception {
    Path scratch = services.scratch("disk-full");
    Optional<SmallDisk> mounted = SmallDisk.mount(Files.createDirectories(scratch));
    assumeTrue(mounted.isPresent(), "A file system can be mounted here: needs root and ext4");
    try (SmallDisk disk = mounted.get();
        ServiceProcess lake = ServiceProcess.start(scratch, "lake", disk.data().toString())) {
      String s3 = lake.addresses().get(0);
      Scenario.Endpoints endpoints =
          new Scenario.Endpoints(s3, services.snsProxy(), s3, services.mail());
      try (Scenario scenario = Scenario.begin(services, "disk-full", endpoints)) {
        scenario.launch();
        try (Load load = scenario.load()) {
          for (int time = 0; time < services.form().pick(1, 2); time++) {
            scenario.awaitProgress();
            disk.fill();
            scenario.goOn(services.form().seconds(3, 15));
            // Puts compete for the last blocks: bodies that fit, metadata that does not.
            for (int step = 0; step < 40; step++) {
              disk.release(1 + scenario.random().nextInt(3));
              scenario.goOn(Duration.ofMillis(50));
            }
            disk.empty();
            scenario.countFaults(1);
          }
          scenario.awaitProgress();
        }

        scenario.conclude();
      }
    }
  }
}
