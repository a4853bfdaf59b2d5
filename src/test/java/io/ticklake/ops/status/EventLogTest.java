package io.ticklake.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.ticklake.config.Secret;
import io.ticklake.errors.ErrorCode;
import io.ticklake.ops.status.Snapshot.Event;
import io.ticklake.ops.status.Snapshot.Problem;
import io.ticklake.ops.status.Snapshot.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final LoggerContext logback = new LoggerContext();
  private final EventLog log = new EventLog(List.of(new Secret("s3cr3t-key"), new Secret("ab")));

  @BeforeEach
  void attach() {
    log.setContext(logback);
    log.start();
    logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
  }

  private Logger logger(String name) {
    return logback.getLogger(name);
  }

  @Test
  void keepsTheLastEventsOfEachStageNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      logger("io.ticklake.archive.ArchiveObject")
          .atInfo()
          .addKeyValue("key", "bars/" + i)
          .addKeyValue("records", 7)
          .log("object landed");
    }
    logger("io.ticklake.component.aws2glue.Crawls").info("crawler started");
    logger("org.apache.kafka.clients.Metadata").info("chatter");

    assertThat(log.events("archive"))
        .extracting(Event::details)
        .containsExactly("key bars/5, records 7", "key bars/4, records 7", "key bars/3, records 7");
    assertThat(log.events("catalog")).extracting(Event::what).containsExactly("crawler started");
    assertThat(log.events("ingest")).isEmpty();
  }

  @Test
  void theSameTroubleIsOneProblemWithItsCountAndCure() {
    for (int i = 0; i < 3; i++) {
      logger("io.ticklake.catalog.CatalogFailure")
          .atError()
          .addKeyValue("code", ErrorCode.CRAWL_FAILED)
          .log("Crawl {} failed: no access. [CRAWL_FAILED]", i);
    }

    assertThat(log.problems(Instant.now())).hasSize(1);
    Problem problem = log.problems(Instant.now()).get(0);
    assertThat(problem.where()).isEqualTo("catalog");
    assertThat(problem.severity()).isEqualTo(Severity.ERROR);
    assertThat(problem.count()).isEqualTo(3);
    assertThat(problem.message()).isEqualTo("Crawl 2 failed: no access.");
    assertThat(problem.cure()).contains("Glue's reason");
  }

  @Test
  void problemsOfLibrariesAreShownOnlyWhenTheyAreErrors() {
    logger("org.apache.camel.processor.errorhandler.DefaultErrorHandler").error("Failed\n at x");
    logger("org.apache.kafka.clients.NetworkClient").warn("Connection lost");
    logger("io.ticklake.ops.live.LiveRoutes").warn("odd");

    assertThat(log.problems(Instant.now()))
        .extracting(Problem::message)
        .containsExactly("odd", "Failed");
  }

  @Test
  void anHourLaterAProblemIsForgotten() {
    logger("io.ticklake.query.QueryFailure").error("It failed.");

    assertThat(log.problems(Instant.now().plus(Duration.ofMinutes(61)))).isEmpty();
  }

  @Test
  void secretsAreNotShown() {
    logger("io.ticklake.ingest.Market").error("Refused: apiKey=s3cr3t-key about");
    logger("io.ticklake.ingest.Market").atInfo().addKeyValue("url", "?k=s3cr3t-key").log("asked");

    assertThat(log.problems(Instant.now()).get(0).message()).isEqualTo("Refused: apiKey=*** about");
    assertThat(log.events("ingest").get(0).details()).isEqualTo("url ?k=***");
  }

  @Test
  void aFloodOfProblemsIsBounded() {
    for (char c = 'a'; c <= 'z'; c++) {
      logger("io.ticklake.query.Q").error("Trouble " + String.valueOf(c).repeat(5000));
    }

    assertThat(log.problems(Instant.now())).hasSize(20);
    assertThat(log.problems(Instant.now())).allMatch(problem -> problem.message().length() < 1000);
  }
}
