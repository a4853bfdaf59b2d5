package io.ticklake.component.aws2glue;

import static io.ticklake.component.aws2glue.GlueScripts.crawl;
import static io.ticklake.component.aws2glue.GlueScripts.crawler;
import static io.ticklake.component.aws2glue.GlueScripts.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ticklake.component.aws2glue.CrawlOutcome.Origin;
import io.ticklake.component.aws2glue.CrawlOutcome.Status;
import io.ticklake.testkit.ScriptedAwsServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.GlueClient;

class CrawlsTest {
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  @RegisterExtension final ScriptedAwsServer server = new ScriptedAwsServer();
  private final FakeTime time = new FakeTime();
  private GlueClient glue;
  private Crawls crawls;

  @BeforeEach
  void connect() {
    glue = GlueScripts.client(server.address());
    crawls = new Crawls(glue, time, new CrawlWaiter(glue, time, time, POLL));
  }

  @AfterEach
  void disconnect() {
    glue.close();
  }

  @Test
  void endsOnlyWhenReadyShowsAnotherCrawlThanBefore() {
    server.on("StartCrawler").answers("{}");
    server
        .on("GetCrawler")
        .answers(crawler("READY", succeeded("run-1")))
        // Not yet seen as running, the old crawl still shown, the new one shown while stopping.
        .answers(crawler("READY", succeeded("run-1")))
        .answers(crawler("RUNNING", succeeded("run-1")))
        .answers(crawler("STOPPING", succeeded("run-2")))
        .answers(crawler("READY", succeeded("run-2")));

    CrawlOutcome outcome = crawls.startAndWait("bars", TIMEOUT);

    assertThat(outcome)
        .isEqualTo(
            new CrawlOutcome(
                "bars",
                "run-2",
                Status.SUCCEEDED,
                Origin.STARTED,
                Instant.ofEpochSecond(1763700000),
                POLL.multipliedBy(3)));
    assertThat(outcome.isStartedByUs()).isTrue();
  }

  @Test
  void theFirstCrawlOfACrawlerEndsWhenThereIsOne() {
    server.on("StartCrawler").answers("{}");
    server
        .on("GetCrawler")
        .answers(crawler("READY", ""))
        .answers(crawler("RUNNING", ""))
        .answers(crawler("READY", succeeded("run-1")));

    assertThat(crawls.startAndWait("bars", TIMEOUT).runId()).isEqualTo("run-1");
  }

  @Test
  void aCrawlThatRunsIsJoinedAndNotStarted() {
    server
        .on("GetCrawler")
        .answers(crawler("RUNNING", succeeded("run-1")))
        .answers(crawler("RUNNING", succeeded("run-1")))
        .answers(crawler("READY", succeeded("run-2")));

    CrawlOutcome outcome = crawls.startAndWait("bars", TIMEOUT);

    assertThat(outcome.origin()).isEqualTo(Origin.JOINED);
    assertThat(outcome.runId()).isEqualTo("run-2");
    assertThat(server.actions()).doesNotContain("StartCrawler");
  }

  @Test
  void aCrawlThatBeginsBetweenLookAndStartIsJoined() {
    server
        .on("StartCrawler")
        .refuses(400, "CrawlerRunningException", "Crawler with name bars has already started");
    server
        .on("GetCrawler")
        .answers(crawler("READY", succeeded("run-1")))
        .answers(crawler("RUNNING", succeeded("run-1")))
        .answers(crawler("READY", succeeded("run-2")));

    CrawlOutcome outcome = crawls.startAndWait("bars", TIMEOUT);

    assertThat(outcome.origin()).isEqualTo(Origin.JOINED);
    assertThat(outcome.runId()).isEqualTo("run-2");
  }

  @Test
  void aCrawlThatIsEndingIsJoinedAlthoughItIsShownAsTheLastAlready() {
    server
        .on("GetCrawler")
        .answers(crawler("STOPPING", succeeded("run-2")))
        .answers(crawler("STOPPING", succeeded("run-2")))
        .answers(crawler("READY", succeeded("run-2")));

    CrawlOutcome outcome = crawls.startAndWait("bars", TIMEOUT);

    assertThat(outcome.origin()).isEqualTo(Origin.JOINED);
    assertThat(outcome.runId()).isEqualTo("run-2");
  }

  @Test
  void startingWithoutWaitingDoesNotLook() {
    server
        .on("StartCrawler")
        .answers("{}")
        .refuses(400, "CrawlerRunningException", "Crawler with name bars has already started");

    CrawlOutcome first = crawls.start("bars");
    CrawlOutcome second = crawls.start("bars");

    assertThat(first.status()).isEqualTo(Status.RUNNING);
    assertThat(first.origin()).isEqualTo(Origin.STARTED);
    assertThat(second.origin()).isEqualTo(Origin.JOINED);
    assertThat(server.actions()).containsOnly("StartCrawler");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "CANCELLED"})
  void aCrawlThatEndsBadlyIsAnExceptionWithGluesWords(String status) {
    server.on("StartCrawler").answers("{}");
    server
        .on("GetCrawler")
        .answers(crawler("READY", succeeded("run-1")))
        .answers(crawler("READY", crawl("run-2", status, "The role cannot read s3://lake/bars/")));

    assertThatExceptionOfType(CrawlFailedException.class)
        .isThrownBy(() -> crawls.startAndWait("bars", TIMEOUT))
        .withMessage(
            "Crawler 'bars' ended %s (run run-2): The role cannot read s3://lake/bars/. Its log:"
                + " group /aws-glue/crawlers, stream bars",
            status)
        .satisfies(e -> assertThat(e.crawler()).isEqualTo("bars"))
        .satisfies(e -> assertThat(e.runId()).isEqualTo("run-2"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(status));
  }

  @Test
  void waitingForAnIdleCrawlerAnswersItsLastCrawl() {
    server.on("GetCrawler").answers(crawler("READY", succeeded("run-1")));

    CrawlOutcome outcome = crawls.await("bars", TIMEOUT);

    assertThat(outcome.runId()).isEqualTo("run-1");
    assertThat(outcome.origin()).isEqualTo(Origin.JOINED);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void waitingForACrawlerThatNeverRanSaysSo() {
    server.on("GetCrawler").answers(crawler("READY", ""));

    assertThatIllegalStateException()
        .isThrownBy(() -> crawls.await("bars", TIMEOUT))
        .withMessage(
            "Crawler 'bars' has never run, so there is no crawl to wait for; use startCrawler");
  }

  @Test
  void stoppingWhatDoesNotRunIsNoError() {
    server
        .on("StopCrawler")
        .answers("{}")
        .refuses(400, "CrawlerStoppingException", "Crawler with name bars is stopping")
        .refuses(400, "CrawlerNotRunningException", "Crawler with name bars isn't running");

    assertThat(crawls.stop("bars")).isEqualTo(StopOutcome.STOPPING);
    assertThat(crawls.stop("bars")).isEqualTo(StopOutcome.STOPPING_ALREADY);
    assertThat(crawls.stop("bars")).isEqualTo(StopOutcome.NOT_RUNNING);
  }
}
