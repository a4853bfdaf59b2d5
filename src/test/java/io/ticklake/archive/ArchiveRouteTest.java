package io.ticklake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.component.kafkaslice.Slice;
import io.ticklake.component.kafkaslice.SliceObject;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.model.Event;
import io.ticklake.model.Landings;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** archive.camel.yaml as packaged, over a real S3 server; slices are handed in by the test. */
class ArchiveRouteTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String ONE = "bars/timespan=day/dt=2026-11-20/a.parquet";
  private static final String TWO = "bars/timespan=day/dt=2026-11-21/a.parquet";

  @TempDir static Path folder;
  private static S3Server server;

  private final CamelContext camel = new DefaultCamelContext();
  private final Landings landings = new Landings();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final RecordingSns sns = new RecordingSns();
  private final FailingPuts failing = new FailingPuts();
  private S3Client s3;

  @BeforeAll
  static void startServer() {
    server = S3Server.start(folder.resolve("s3"), KEY);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void startRoutes() throws Exception {
    s3 = client();
    server.createBucket("lake");
    s3.listObjectsV2(r -> r.bucket("lake")).contents().stream()
        .map(S3Object::key)
        .forEach(key -> s3.deleteObject(r -> r.bucket("lake").key(key)));
    camel.getPropertiesComponent().setInitialProperties(settings());
    camel.getRegistry().bind("s3Client", s3);
    camel.getRegistry().bind("snsClient", SnsClient.class, sns);
    new ArchiveBeans(
            new ArchiveConfig("lake", BarsFormat.PARQUET, NotifyPer.SLICE),
            landings,
            Clock.fixed(Instant.parse("2026-11-21T01:02:03Z"), ZoneOffset.UTC),
            s3,
            events::add)
        .bindTo((name, bean) -> camel.getRegistry().bind(name, bean));
    camel.addRoutes(new ArchiveRoutes());
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            PluginHelper.getResourceLoader(camel)
                .resolveResource("classpath:routes/archive.camel.yaml"));
    for (String zone : List.of("raw", "bars", "indices")) {
      AdviceWith.adviceWith(
          camel, "archive-" + zone, route -> route.replaceFromWith("direct:" + zone));
    }
    AdviceWith.adviceWith(
        camel,
        "archive-notify",
        route -> route.weaveById("archive-notice-dead-letter").replace().to("mock:dead"));
    camel.start();
  }

  @AfterEach
  void stopRoutes() {
    camel.stop();
    s3.close();
  }

  @Test
  void putsEachObjectWithItsTypeAndClaimAndSaysThatItIsDurable() {
    Slice slice = Slices.withKeys(ONE, TWO);

    Exchange exchange = archive(slice);

    assertThat(exchange.getException()).isNull();
    assertThat(slice.pendingObjects()).isEmpty();
    assertThat(landings.objects()).isEqualTo(2);
    for (SliceObject object : slice.objects()) {
      HeadObjectResponse head = s3.headObject(r -> r.bucket("lake").key(object.key()));
      assertThat(head.contentType()).isEqualTo("application/vnd.apache.parquet");
      assertThat(head.metadata())
          .containsEntry("claim", Slices.CLAIM)
          .containsEntry("records", "400");
      assertThat(object.etag()).contains(head.eTag());
      assertThat(s3.getObjectAsBytes(r -> r.bucket("lake").key(object.key())).asByteArray())
          .isEqualTo(object.bytes().toByteArray());
    }
  }

  @Test
  void tellsSnsOnceAfterAllObjectsAreThere() throws Exception {
    sns.onPublish = request -> assertThat(keys()).containsExactly(ONE, TWO);

    archive(Slices.withKeys(ONE, TWO));

    assertThat(sns.published).hasSize(1);
    PublishRequest request = sns.published.get(0);
    assertThat(request.topicArn()).isEqualTo("arn:aws:sns:us-east-1:000000000000:ticklake-objects");
    assertThat(request.messageStructure()).isEqualTo("json");
    assertThat(request.subject())
        .isEqualTo("ticklake: bars: 800 records in 2 objects of market.bars.v1-3[1200..1999]");
    assertThat(request.messageAttributes().keySet())
        .containsExactlyInAnyOrder("event_type", "archive", "topic", "zone");
    assertThat(request.messageAttributes().get("zone").stringValue()).isEqualTo("bars");
    JsonNode told =
        new JsonMapper()
            .readTree(new JsonMapper().readTree(request.message()).get("default").asText());
    assertThat(told.get("id").asText()).isEqualTo(Slices.CLAIM);
    assertThat(told.get("archive").asText()).isEqualTo("archive-bars");
    assertThat(told.get("objects")).hasSize(2);
  }

  @Test
  void aFailedPutFailsTheSliceAndARetryPutsOnlyTheRest() {
    failing.key = Optional.of(TWO);
    Slice slice = Slices.withKeys(ONE, TWO);

    Exchange first = archive(slice);

    assertThat(first.getException()).hasMessageContaining("no route to " + TWO);
    awaitPending(slice, TWO);
    assertThat(sns.published).isEmpty();

    failing.key = Optional.empty();
    failing.puts.clear();
    Exchange second = archive(slice);

    assertThat(second.getException()).isNull();
    assertThat(failing.puts).containsExactly(TWO);
    assertThat(sns.published).hasSize(1);
  }

  /** Puts run at the same time, so one may end after the slice has failed by another. */
  private static void awaitPending(Slice slice, String key) {
    await("all but " + key + " are durable")
        .untilAsserted(
            () ->
                assertThat(slice.pendingObjects())
                    .extracting(SliceObject::key)
                    .containsExactly(key));
  }

  @Test
  void neverReplacesAnObject() {
    s3.putObject(r -> r.bucket("lake").key(ONE), RequestBody.fromString("another claim's"));

    Exchange exchange = archive(Slices.withKeys(ONE, TWO));

    assertThat(exchange.getException()).isNotNull();
    assertThat(s3.getObjectAsBytes(r -> r.bucket("lake").key(ONE)).asUtf8String())
        .isEqualTo("another claim's");
    assertThat(sns.published).isEmpty();
  }

  @Test
  void aFailedPutFailsTheSliceAndNobodyIsToldWhateverTheOthersDid() {
    failing.key = Optional.of(ONE);
    Slice slice = Slices.withKeys(ONE, TWO);

    Exchange exchange = archive(slice);

    assertThat(exchange.getException()).hasMessageContaining("no route to " + ONE);
    assertThat(slice.pendingObjects()).extracting(SliceObject::key).contains(ONE);
    assertThat(sns.published).isEmpty();
  }

  @Test
  void anSnsOutageNeverFailsTheSliceAndItsNoticeGoesToTheDeadLetter() throws Exception {
    sns.onPublish =
        request -> {
          throw SdkClientException.create("SNS is down");
        };
    MockEndpoint dead = camel.getEndpoint("mock:dead", MockEndpoint.class);
    dead.expectedMessageCount(1);
    Slice slice = Slices.withKeys(ONE);

    Exchange exchange = archive(slice);

    assertThat(exchange.getException()).isNull();
    // The component takes a handled failure for a failure.
    assertThat(exchange.getExchangeExtension().isFailureHandled()).isFalse();
    assertThat(exchange.isFailed()).isFalse();
    assertThat(slice.pendingObjects()).isEmpty();
    dead.assertIsSatisfied();
    var message = dead.getExchanges().get(0).getMessage();
    assertThat(message.getHeaders())
        .containsEntry("dlq.topic", "market.bars.v1")
        .containsEntry("dlq.partition", "3")
        .containsEntry("dlq.offset", "1200")
        .containsEntry("dlq.stage", "archive-notify")
        .containsEntry("dlq.error", "SNS is down")
        .containsEntry("dlq.at", "2026-11-21T01:02:03Z")
        .containsEntry("kafka.KEY", Slices.CLAIM);
    assertThat(new JsonMapper().readTree(message.getBody(String.class)).get("id").asText())
        .isEqualTo(Slices.CLAIM);
    assertThat(events).containsExactly(new Event.NoticeFailed("archive-bars", "SNS is down"));
  }

  @Test
  void aNoticeThatNobodyTakesFailsTheSlice() {
    sns.onPublish =
        request -> {
          throw SdkClientException.create("SNS is down");
        };
    camel
        .getEndpoint("mock:dead", MockEndpoint.class)
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("Kafka is down");
            });

    assertThat(archive(Slices.withKeys(ONE)).getException()).hasMessageContaining("Kafka is down");
  }

  @Test
  void aSliceOfPoisonOnlyPassesWithoutPutAndNotice() {
    assertThat(archive(Slices.withKeys()).getException()).isNull();
    assertThat(sns.published).isEmpty();
  }

  private Exchange archive(Slice slice) {
    return camel
        .createProducerTemplate()
        .request("direct:bars", e -> e.getMessage().setBody(slice));
  }

  private List<String> keys() {
    return s3.listObjectsV2(r -> r.bucket("lake")).contents().stream().map(S3Object::key).toList();
  }

  private Properties settings() throws Exception {
    Properties settings = new Properties();
    try (InputStream defaults =
        ArchiveConfig.class.getResourceAsStream("/application.properties")) {
      settings.load(defaults);
    }
    settings.setProperty("ticklake.archive.bucket", "lake");
    return settings;
  }

  private S3Client client() {
    AwsClientBuilder<?, S3Client> builder = S3Client.builder().forcePathStyle(true);
    return builder
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create(server.address()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
        .overrideConfiguration(o -> o.addExecutionInterceptor(failing))
        .build();
  }

  /** Refuses puts of one key, notes all. */
  private static final class FailingPuts implements ExecutionInterceptor {
    private final List<String> puts = new CopyOnWriteArrayList<>();
    private volatile Optional<String> key = Optional.empty();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof PutObjectRequest put) {
        puts.add(put.key());
        if (key.filter(put.key()::equals).isPresent()) {
          throw SdkClientException.create("no route to " + put.key());
        }
      }
    }
  }

  /** Notes what is published. */
  private static final class RecordingSns implements SnsClient {
    private final List<PublishRequest> published = new CopyOnWriteArrayList<>();
    private volatile Consumer<PublishRequest> onPublish = request -> {};

    @Override
    public PublishResponse publish(PublishRequest request) {
      onPublish.accept(request);
      published.add(request);
      return PublishResponse.builder().messageId("m-" + published.size()).build();
    }

    @Override
    public String serviceName() {
      return "sns";
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
