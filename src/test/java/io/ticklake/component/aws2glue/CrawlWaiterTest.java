package io.ticklake.component.aws2glue;

import static io.ticklake.component.aws2glue.GlueScripts.crawler;
import static io.ticklake.component.aws2glue.GlueScripts.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ticklake.component.aws2glue.CrawlUnfinishedException.Reason;
import io.ticklake.testkit.ScriptedAwsServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;

class CrawlWaiterTest {
  private static final Duration POLL = Duration.ofSeconds(5);

  @RegisterExtension final ScriptedAwsServer server = new ScriptedAwsServer();
  private final FakeTime time = new FakeTime();
  private GlueClient glue;

  @BeforeEach
  void connect() {
    glue = GlueScripts.client(server.address());
  }

  @AfterEach
  void disconnect() {
    glue.close();
  }

  @Test
  void runningOutOfTimeIsAnExceptionThatSaysWhatWasSeen() {
    server.on("GetCrawler").answers(crawler("RUNNING", ""));

    assertThatExceptionOfType(CrawlUnfinishedException.class)
        .isThrownBy(() -> awaitReady(time, Duration.ofSeconds(12)))
        .withMessage(
            "Stopped waiting for crawler 'bars': its state after PT12S (waitTimeout) is RUNNING."
                + " The crawl goes on in Glue; raise waitTimeout if it needs longer")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(time.slept()).containsExactly(POLL, POLL, Duration.ofSeconds(2));
  }

  @Test
  void looksThatFailForAWhileDoNotEndTheWaiting() {
    server
        .on("GetCrawler")
        .refuses(400, "ThrottlingException", "Rate exceeded")
        .refuses(500, "InternalServiceException", "sorry")
        .hangsUp()
        .refuses(400, "ThrottlingException", "Rate exceeded")
        .refuses(503, "ServiceUnavailable", "sorry")
        .answers(crawler("RUNNING", ""))
        .refuses(400, "ThrottlingException", "Rate exceeded")
        .answers(crawler("READY", succeeded("run-1")));

    Crawler crawler = awaitReady(time, Duration.ofMinutes(10));

    assertThat(crawler.lastCrawl().messagePrefix()).isEqualTo("run-1");
    assertThat(time.slept()).hasSize(7);
  }

  @Test
  void looksThatFailTooOftenInARowEndTheWaiting() {
    server.on("GetCrawler").refuses(500, "InternalServiceException", "sorry");

    assertThatExceptionOfType(GlueException.class)
        .isThrownBy(() -> awaitReady(time, Duration.ofMinutes(10)))
        .withMessageContaining("sorry");
    assertThat(server.calls("GetCrawler")).hasSize(CrawlWaiter.TOLERATED_FAILURES + 1);
  }

  @Test
  void aCrawlerThatIsGoneEndsTheWaitingAtOnce() {
    server
        .on("GetCrawler")
        .answers(crawler("RUNNING", ""))
        .refuses(400, "EntityNotFoundException", "Crawler entry with name bars does not exist");

    assertThatExceptionOfType(EntityNotFoundException.class)
        .isThrownBy(() -> awaitReady(time, Duration.ofMinutes(10)));
    assertThat(server.calls("GetCrawler")).hasSize(2);
  }

  @Test
  void aNetworkThatStaysAwayEndsTheWaiting() {
    server.on("GetCrawler").hangsUp();

    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> awaitReady(time, Duration.ofMinutes(10)));
  }

  @Test
  void anInterruptEndsTheWaitingAndStaysSet() {
    server.on("GetCrawler").answers(crawler("RUNNING", ""));
    Sleeper interrupted =
        duration -> {
          throw new InterruptedException();
        };

    assertThatExceptionOfType(CrawlUnfinishedException.class)
        .isThrownBy(() -> awaitReady(interrupted, Duration.ofMinutes(10)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.STOPPING));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptDuringACallEndsTheWaitingAndStaysSet() {
    server.on("GetCrawler").answers(crawler("RUNNING", ""));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(CrawlUnfinishedException.class)
        .isThrownBy(() -> awaitReady(time, Duration.ofMinutes(10)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.STOPPING));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aShutdownEndsTheWaiting() {
    server.on("GetCrawler").answers(crawler("RUNNING", ""));

    assertThatExceptionOfType(CrawlUnfinishedException.class)
        .isThrownBy(() -> awaitReady(Sleeper.until(() -> true), Duration.ofMinutes(10)))
        .withMessageContaining("the route stops")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.STOPPING));
  }

  private Crawler awaitReady(Sleeper sleeper, Duration timeout) {
    return new CrawlWaiter(glue, time, sleeper, POLL)
        .await("bars", crawler -> crawler.state() == CrawlerState.READY, timeout);
  }
}
