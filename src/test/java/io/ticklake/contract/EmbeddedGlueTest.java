package io.ticklake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.CrawlTiming;
import io.ticklake.embedded.glue.GlueServer;
import io.ticklake.embedded.glue.GlueSettings;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.embedded.storage.S3ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerNotRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.glue.model.Segment;
import software.amazon.awssdk.services.s3.S3Client;

/** What the AWS SDK's Glue client meets at the embedded Glue, over the embedded S3. */
class EmbeddedGlueTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String BUCKET = "lake";

  @TempDir static Path dir;
  private static S3Server s3Server;
  private static S3Client s3;
  private static GlueServer server;
  private static GlueClient glue;

  @BeforeAll
  static void start() throws IOException {
    s3Server = S3Server.start(dir.resolve("s3"), KEY);
    s3Server.createBucket(BUCKET);
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create(s3Server.address()))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials(KEY.secret()))
            .forcePathStyle(true)
            .build();
    var timing = new CrawlTiming(Duration.ofMillis(300), Duration.ofMillis(300));
    server =
        GlueServer.start(
            new GlueSettings("us-east-1", "123456789012", dir.resolve("glue"), timing),
            Catalog.open(dir.resolve("catalog")),
            new S3ObjectStore(s3, dir.resolve("cache")),
            KEY);
    glue = client(KEY.secret());
  }

  @AfterAll
  static void stop() {
    glue.close();
    server.close();
    s3.close();
    s3Server.close();
  }

  @Test
  void crawlsJsonLinesIntoAPartitionedTable() throws IOException {
    put("crawled/dt=2026-11-19/a.jsonl.gz", "{\"Ticker\":\"A\",\"close\":1}\n");
    put("crawled/dt=2026-11-20/b.jsonl.gz", "{\"Ticker\":\"B\",\"close\":2.5}\n");
    server.provision("market", "bars", "arn:aws:iam::1:role/lake", List.of("s3://lake/crawled/"));

    var crawler = crawl("bars");

    assertThat(crawler.lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    var table = glue.getTable(r -> r.databaseName("market").name("crawled")).table();
    assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/crawled/");
    assertThat(table.storageDescriptor().columns())
        .extracting(Column::name, Column::type)
        .containsExactly(tuple("ticker", "string"), tuple("close", "double"));
    assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
        .isEqualTo("org.openx.data.jsonserde.JsonSerDe");
    assertThat(table.storageDescriptor().serdeInfo().parameters())
        .containsEntry("paths", "Ticker,close");
    assertThat(table.partitionKeys()).extracting(Column::name).containsExactly("dt");
    assertThat(table.parameters())
        .containsEntry("classification", "json")
        .containsEntry("compressionType", "gzip")
        .containsEntry("objectCount", "2")
        .containsEntry("recordCount", "2")
        .containsEntry("UPDATED_BY_CRAWLER", "bars");
    assertThat(table.createdBy())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/lake/AWS-Crawler");
    assertThat(partitions("market", "crawled", null))
        .extracting(Partition::values)
        .containsExactly(List.of("2026-11-19"), List.of("2026-11-20"));
  }

  @Test
  void passesThroughTheStatesOfARun() throws IOException {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("states")));
    createCrawler("states", "states", "s3://lake/states/");
    put("states/a.jsonl.gz", "{\"a\":1}\n");
    assertThat(get("states").state()).isEqualTo(CrawlerState.READY);
    assertThat(get("states").lastCrawl()).isNull();

    glue.startCrawler(r -> r.name("states"));

    assertThat(get("states").state()).isEqualTo(CrawlerState.RUNNING);
    assertThatThrownBy(() -> glue.startCrawler(r -> r.name("states")))
        .isInstanceOf(CrawlerRunningException.class)
        .hasMessageContaining("Crawler with name states has already started");
    assertThatThrownBy(() -> glue.deleteCrawler(r -> r.name("states")))
        .isInstanceOf(CrawlerRunningException.class);
    await("stopping").until(() -> get("states").state() == CrawlerState.STOPPING);
    assertThat(get("states").lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    assertThatThrownBy(() -> glue.startCrawler(r -> r.name("states")))
        .isInstanceOf(CrawlerRunningException.class);
    await("ready").until(() -> get("states").state() == CrawlerState.READY);
  }

  @Test
  void cancelsACrawlThatIsStopped() {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("stopped")));
    createCrawler("stopped", "stopped", "s3://lake/stopped/");
    assertThatThrownBy(() -> glue.stopCrawler(r -> r.name("stopped")))
        .isInstanceOf(CrawlerNotRunningException.class);

    glue.startCrawler(r -> r.name("stopped"));
    glue.stopCrawler(r -> r.name("stopped"));

    await("ready").until(() -> get("stopped").state() == CrawlerState.READY);
    assertThat(get("stopped").lastCrawl().status()).isEqualTo(LastCrawlStatus.CANCELLED);
  }

  @Test
  void failsACrawlOfAMissingBucketAndOfAMissingDatabase() {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("failing")));
    createCrawler("no-bucket", "failing", "s3://no-such-bucket/x/");
    createCrawler("no-database", "none", "s3://lake/none/");

    assertThat(crawl("no-bucket").lastCrawl().status()).isEqualTo(LastCrawlStatus.FAILED);
    assertThat(get("no-bucket").lastCrawl().errorMessage())
        .contains("s3://no-such-bucket/x/")
        .contains("NoSuchBucket");
    assertThat(crawl("no-database").lastCrawl().errorMessage())
        .contains("Database does not exist")
        .contains("none");
  }

  @Test
  void findsNothingUnderAPathWithoutObjects() {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("empty")));
    createCrawler("empty", "empty", "s3://lake/empty/");

    assertThat(crawl("empty").lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    assertThat(glue.getTables(r -> r.databaseName("empty")).tableList()).isEmpty();
  }

  @Test
  void addsNewFieldsAndPartitionsAtTheNextCrawl() throws IOException {
    put("grown/dt=1/a.jsonl.gz", "{\"a\":1.5}\n");
    server.provision("grown", "grown", "role", List.of("s3://lake/grown/"));
    crawl("grown");
    put("grown/dt=2/b.jsonl.gz", "{\"a\":1,\"b\":\"new\"}\n");

    crawl("grown");

    var table = glue.getTable(r -> r.databaseName("grown").name("grown")).table();
    assertThat(table.storageDescriptor().columns())
        .extracting(Column::name)
        .containsExactly("a", "b");
    assertThat(table.versionId()).isEqualTo("1");
    assertThat(partitions("grown", "grown", null))
        .hasSize(2)
        .allSatisfy(
            partition ->
                assertThat(partition.storageDescriptor().columns())
                    .isEqualTo(table.storageDescriptor().columns()));
  }

  @Test
  void provisionsOnceAndFollowsNewPaths() {
    server.provision("again", "again", "role", List.of("s3://lake/one/"));
    server.provision("again", "again", "role", List.of("s3://lake/one/"));
    assertThat(get("again").version()).isEqualTo(1);

    server.provision("again", "again", "role", List.of("s3://lake/one/", "s3://lake/two/"));

    assertThat(get("again").version()).isEqualTo(2);
    assertThat(get("again").targets().s3Targets())
        .extracting(S3Target::path)
        .containsExactly("s3://lake/one/", "s3://lake/two/");
    assertThat(get("again").configuration()).contains("MergeNewColumns");
  }

  @Test
  void selectsPartitionsByExpressionSegmentAndPage() {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("parts")));
    createTable("parts", "days");
    var inputs =
        IntStream.rangeClosed(1, 30)
            .mapToObj(day -> partition("2026-11-%02d".formatted(day)))
            .toList();
    glue.batchCreatePartition(
        r -> r.databaseName("parts").tableName("days").partitionInputList(inputs));

    assertThat(partitions("parts", "days", "")).hasSize(30);
    assertThat(partitions("parts", "days", "dt BETWEEN '2026-11-10' AND '2026-11-12'")).hasSize(3);
    assertThat(partitions("parts", "days", "(dt = '2026-11-01' OR dt > '2026-11-29')")).hasSize(2);
    assertThatThrownBy(() -> partitions("parts", "days", "nokey = '1'"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'nokey' is not a partition key");
    var segmented =
        IntStream.range(0, 3)
            .mapToObj(n -> Segment.builder().segmentNumber(n).totalSegments(3).build())
            .flatMap(
                segment ->
                    glue
                        .getPartitionsPaginator(
                            r ->
                                r.databaseName("parts")
                                    .tableName("days")
                                    .segment(segment)
                                    .maxResults(4))
                        .stream())
            .flatMap(page -> page.partitions().stream())
            .map(Partition::values);
    assertThat(segmented).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void answersEntryByEntryWhenPartitionsExist() {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("batch")));
    createTable("batch", "days");
    glue.createPartition(
        r -> r.databaseName("batch").tableName("days").partitionInput(partition("1")));

    var answer =
        glue.batchCreatePartition(
            r ->
                r.databaseName("batch")
                    .tableName("days")
                    .partitionInputList(partition("1"), partition("2")));

    assertThat(answer.errors()).hasSize(1);
    assertThat(answer.errors().get(0).partitionValues()).containsExactly("1");
    assertThat(answer.errors().get(0).errorDetail().errorCode())
        .isEqualTo("AlreadyExistsException");
    assertThat(
            glue.batchGetPartition(
                    r ->
                        r.databaseName("batch")
                            .tableName("days")
                            .partitionsToGet(List.of(values("2"), values("9"))))
                .partitions())
        .hasSize(1);
  }

  @Test
  void refusesInTheRealServicesWords() {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("words")));
    createTable("words", "days");

    assertThatThrownBy(() -> glue.getTable(r -> r.databaseName("words").name("x")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Entity Not Found");
    assertThatThrownBy(() -> glue.getTable(r -> r.databaseName("x").name("x")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Database x not found.");
    assertThatThrownBy(() -> glue.getCrawler(r -> r.name("x")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Crawler entry with name x does not exist");
    assertThatThrownBy(() -> glue.startCrawler(r -> r.name("x")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Crawler with name x does not exist");
    assertThatThrownBy(() -> createTable("words", "days"))
        .isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> glue.createCrawler(r -> r.name("c").role("r").targets(t -> t.build())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at least one target");
    assertThatThrownBy(() -> glue.getJobs(r -> r.maxResults(1)))
        .isInstanceOf(GlueException.class)
        .hasMessageContaining("GetJobs");
  }

  @Test
  void refusesAWrongSecret() {
    try (var wrong = client("wrong")) {
      assertThatThrownBy(() -> wrong.getDatabases(r -> r.maxResults(1)))
          .isInstanceOf(GlueException.class);
    }
  }

  private static Crawler crawl(String name) {
    var before = get(name).lastCrawl();
    glue.startCrawler(r -> r.name(name));
    await("crawl of " + name)
        .until(
            () ->
                get(name).state() == CrawlerState.READY
                    && !Objects.equals(before, get(name).lastCrawl()));
    return get(name);
  }

  private static Crawler get(String name) {
    return glue.getCrawler(r -> r.name(name)).crawler();
  }

  private static void createCrawler(String name, String database, String path) {
    glue.createCrawler(
        r ->
            r.name(name)
                .role("lake")
                .databaseName(database)
                .targets(t -> t.s3Targets(S3Target.builder().path(path).build())));
  }

  private static void createTable(String database, String name) {
    glue.createTable(
        r ->
            r.databaseName(database)
                .tableInput(
                    t ->
                        t.name(name)
                            .storageDescriptor(s -> s.location("s3://lake/" + name + "/"))
                            .partitionKeys(Column.builder().name("dt").type("string").build())));
  }

  private static PartitionValueList values(String value) {
    return PartitionValueList.builder().values(value).build();
  }

  private static PartitionInput partition(String value) {
    return PartitionInput.builder()
        .values(value)
        .storageDescriptor(s -> s.location("s3://lake/days/dt=" + value + "/"))
        .parameters(Map.of())
        .build();
  }

  private static List<Partition> partitions(String database, String table, String expression) {
    return glue
        .getPartitionsPaginator(
            r -> r.databaseName(database).tableName(table).expression(expression).maxResults(10))
        .stream()
        .flatMap(page -> page.partitions().stream())
        .toList();
  }

  private static void put(String key, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes.toByteArray()));
  }

  private static GlueClient client(String secret) {
    return GlueClient.builder()
        .endpointOverride(URI.create(server.address()))
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(secret))
        .build();
  }

  private static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), secret));
  }
}
