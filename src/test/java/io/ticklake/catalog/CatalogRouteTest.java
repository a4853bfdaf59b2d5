package io.ticklake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.model.LandedObject;
import io.ticklake.model.Landings;
import io.ticklake.testkit.LogLines;
import io.ticklake.testkit.ScriptedAwsServer;
import io.ticklake.testkit.StageContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.glue.GlueClient;

class CatalogRouteTest {
  private static final String ONE_PARTITION =
      """
      {"Partitions":[{"Values":["day","2026-11-19"]}]}""";

  @RegisterExtension final ScriptedAwsServer glue = new ScriptedAwsServer();
  @RegisterExtension final LogLines log = new LogLines(CatalogRoutes.class.getPackage());
  private final Landings landings = new Landings();
  private RetryMode retries;
  private final StageContext stage =
      new StageContext(
          Map.of("ticklake.catalog.poll-interval", "50", "ticklake.catalog.poll-delay", "1"));

  @BeforeEach
  void script() {
    glue.on("StartCrawler").answers("{}");
    glue.on("GetTables").answers(tables("ticker"));
    glue.on("GetPartitions").answers(ONE_PARTITION);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void crawlsOnceAfterTheStartAndSaysWhatIsThere() throws Exception {
    crawls(succeeded(1));

    start();

    await("a crawl").until(() -> log.at(Level.INFO).size() == 1);
    assertThat(log.at(Level.INFO).get(0))
        .startsWith("catalogue updated by=crawler ticklake tables=1 partitions=1 tookMs=")
        .endsWith(
            " addedColumns=bars.ticker string, bars.timespan string, bars.dt string"
                + " addedPartitions=bars/timespan=day/dt=2026-11-19 addedTables=bars");
    assertThat(landings.isCatalogued()).isTrue();
  }

  @Test
  void crawlsAgainWhenAnObjectLandedAndOnlyThen() throws Exception {
    crawls(succeeded(1), succeeded(2));
    start();
    await("the first crawl").until(() -> log.at(Level.INFO).size() == 1);
    await("ticks without work")
        .during(Duration.ofMillis(400))
        .until(() -> glue.calls("StartCrawler").size() == 1);

    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));

    await("the second crawl").until(() -> glue.calls("StartCrawler").size() == 2);
  }

  @Test
  void namesNewColumnsAndPartitions() throws Exception {
    crawls(succeeded(1), succeeded(2));
    glue.on("GetTables").answers(tables("ticker\",\"Type\":\"string\"},{\"Name\":\"vwap"));
    glue.on("GetPartitions")
        .answers(
            """
            {"Partitions":[{"Values":["day","2026-11-19"]},{"Values":["day","2026-11-20"]}]}""");
    start();
    await("the first crawl").until(() -> log.at(Level.INFO).size() == 1);

    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));

    await("the second crawl").until(() -> log.at(Level.INFO).size() == 2);
    assertThat(log.at(Level.INFO).get(1))
        .endsWith(" addedColumns=bars.vwap string addedPartitions=bars/timespan=day/dt=2026-11-20");
  }

  @Test
  void aFailedCrawlIsAnErrorWithGluesMessageAndIsMadeAgain() throws Exception {
    crawls(ended(1, "FAILED", "Access denied to s3://ticklake/bars/"), succeeded(2));

    start();

    await("the second crawl").until(() -> log.at(Level.INFO).size() == 2);
    assertThat(log.at(Level.ERROR))
        .singleElement()
        .asString()
        .contains("Access denied to s3://ticklake/bars/", "Each tick tries again", "CRAWL_FAILED");
    assertThat(log.at(Level.INFO).get(1))
        .isEqualTo("The catalogue is up to date again failedTicks=1");
  }

  @Test
  void aCrawlerThatIsMissingIsSaidOnceAndUsedAsSoonAsItIsThere() throws Exception {
    for (int tick = 0; tick < 3; tick++) {
      glue.on("GetCrawler")
          .refuses(
              400, "EntityNotFoundException", "Crawler entry with name ticklake does not exist");
    }
    crawls(succeeded(1));

    start();

    await("a crawl").until(() -> log.at(Level.INFO).size() == 2);
    assertThat(log.at(Level.ERROR))
        .singleElement()
        .asString()
        .contains(
            "crawler 'ticklake'", "does not exist", "Check the name, the region", "CRAWL_FAILED");
    assertThat(log.at(Level.INFO).get(1)).endsWith("failedTicks=3");
  }

  @Test
  void missingPermissionSaysWhatToAllow() throws Exception {
    glue.on("GetCrawler")
        .answers(crawler("READY", ""))
        .refuses(
            400, "AccessDeniedException", "User is not authorized to perform: glue:GetCrawler");

    start();

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains("glue:GetCrawler", "Allow the call in the IAM policy");
  }

  @Test
  void aTableThatSomebodyDropsWhileItIsReadIsATableLess() throws Exception {
    crawls(succeeded(1), succeeded(2));
    glue.on("GetPartitions").refuses(400, "EntityNotFoundException", "Entity Not Found");
    start();
    await("the first crawl").until(() -> log.at(Level.INFO).size() == 1);

    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));

    await("the second crawl").until(() -> log.at(Level.INFO).size() == 2);
    assertThat(log.at(Level.INFO).get(1))
        .startsWith("catalogue updated by=crawler ticklake tables=0 partitions=0")
        .endsWith(" removedTables=bars");
    assertThat(log.at(Level.ERROR)).isEmpty();
  }

  @Test
  void aTableThatMayNotBeReadIsAnErrorWithGluesMessageAlone() throws Exception {
    crawls(succeeded(1), succeeded(2));
    glue.on("GetPartitions")
        .refuses(400, "AccessDeniedException", "User is not authorized: glue:GetPartitions");
    start();
    await("the first crawl").until(() -> log.at(Level.INFO).size() == 1);

    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .startsWith(
            "The catalogue is not up to date: Glue refused getPartitions of table 'bars' in database 'ticklake': User is not authorized");
  }

  @Test
  void throttlingIsRetriedByTheClientAndIsNoError() throws Exception {
    retries = RetryMode.STANDARD;
    glue.on("StartCrawler").refuses(400, "ThrottlingException", "Rate exceeded").answers("{}");
    glue.on("GetCrawler").refuses(400, "ThrottlingException", "Rate exceeded");
    crawls(succeeded(1), succeeded(2));
    start();
    await("the first crawl").until(() -> log.at(Level.INFO).size() == 1);

    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));

    await("the second crawl").until(() -> log.at(Level.INFO).size() == 2);
    assertThat(log.at(Level.ERROR)).isEmpty();
    assertThat(glue.calls("StartCrawler")).as("one throttled").hasSize(3);
  }

  @Test
  void namesAFewPartitionsAndCountsTheRest() throws Exception {
    crawls(succeeded(1), succeeded(2));
    glue.on("GetPartitions").answers(partitions(40));
    start();
    await("the first crawl").until(() -> log.at(Level.INFO).size() == 1);

    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));

    await("the second crawl").until(() -> log.at(Level.INFO).size() == 2);
    assertThat(log.at(Level.INFO).get(1))
        .contains("partitions=40", "dt=2026-01-05", "and 35 more")
        .doesNotContain("dt=2026-01-06")
        .hasSizeLessThan(600);
  }

  private static String partitions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> LocalDate.of(2026, 1, 1).plusDays(i))
        .map(day -> "{\"Values\":[\"day\",\"" + day + "\"]}")
        .collect(Collectors.joining(",", "{\"Partitions\":[", "]}"));
  }

  @Test
  void aCrawlOfSomebodyElseIsWaitedForAndOneMoreIsMade() throws Exception {
    glue.on("GetCrawler")
        .answers(crawler("RUNNING", ""))
        .answers(crawler("READY", succeeded(1)))
        .answers(crawler("READY", succeeded(1)))
        .answers(crawler("READY", succeeded(2)));

    start();

    await("a crawl").until(() -> log.at(Level.INFO).size() == 1);
    assertThat(glue.calls("StartCrawler")).hasSize(1);
  }

  private void start() throws Exception {
    stage.bind("glueClient", client());
    CatalogBeans beans =
        new CatalogBeans(
            new CatalogConfig("ticklake", Duration.ofHours(6), List.of()),
            landings,
            Clock.systemUTC(),
            event -> {});
    beans.bindTo(stage::bind);
    stage.start(new CatalogRoutes(beans), "catalog.camel.yaml");
  }

  private void crawls(String... lastCrawls) {
    String before = "";
    for (String last : lastCrawls) {
      glue.on("GetCrawler").answers(crawler("READY", before)).answers(crawler("READY", last));
      before = last;
    }
  }

  private static String crawler(String state, String lastCrawl) {
    return """
        {"Crawler":{"Name":"ticklake","Role":"r","State":"%s"%s}}"""
        .formatted(state, lastCrawl.isEmpty() ? "" : ",\"LastCrawl\":" + lastCrawl);
  }

  private static String succeeded(int run) {
    return ended(run, "SUCCEEDED", "");
  }

  private static String ended(int run, String status, String message) {
    return """
        {"Status":"%s","MessagePrefix":"run-%d","StartTime":%d.0,"ErrorMessage":"%s"}"""
        .formatted(status, run, 1763700000 + run, message);
  }

  private static String tables(String columns) {
    return """
        {"TableList":[{"Name":"bars","StorageDescriptor":{"Columns":[{"Name":"%s","Type":"string"}]},
         "PartitionKeys":[{"Name":"timespan","Type":"string"},{"Name":"dt","Type":"string"}]}]}"""
        .formatted(columns);
  }

  private RetryStrategy retryStrategy() {
    return retries == null ? AwsRetryStrategy.doNotRetry() : AwsRetryStrategy.forRetryMode(retries);
  }

  private GlueClient client() {
    return GlueClient.builder()
        .endpointOverride(glue.address())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
        .overrideConfiguration(o -> o.retryStrategy(retryStrategy()))
        .build();
  }
}
