package io.ticklake.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import io.ticklake.testkit.LakeReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What a program needs beside the shared services to be asked: catalogue, Athena, a bucket. */
final class QueryableLake implements AutoCloseable {
  static final String MARKET_KEY = "a-market-key";

  private static final String QUESTIONS =
      "query-daily-summary,query-top-movers,query-freshness,query-rows-by-day";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String bucket;
  private final S3Client s3;
  private final EmbeddedServices embedded;
  private final LakeReader reader;

  QueryableLake(Services services, String bucket, Path directory) {
    this.bucket = bucket;
    URI store = URI.create(services.s3Address());
    this.embedded =
        EmbeddedServices.start(
            new EmbeddedPlan(
                Set.of(Service.GLUE, Service.ATHENA),
                directory,
                ServiceHost.REGION,
                ServiceHost.KEY,
                Optional.of(store),
                new EmbeddedPlan.Lake(
                    bucket,
                    ServiceHost.TOPIC_ARN,
                    "faults@example.com",
                    "ticklake",
                    "ticklake",
                    List.of("bars/"),
                    "primary"),
                new EmbeddedPlan.Market(MARKET_KEY, services.seed(), 0)));
    this.s3 = client(store);
    this.s3.createBucket(create -> create.bucket(bucket));
    this.reader = new LakeReader(endpoints(services), directory);
  }

  private static S3Client client(URI address) {
    AwsBasicCredentials key =
        AwsBasicCredentials.create(ServiceHost.KEY.id(), ServiceHost.KEY.secret());
    return S3Client.builder()
        .endpointOverride(address)
        .forcePathStyle(true)
        .region(Region.of(ServiceHost.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(key))
        .build();
  }

  /**
   * Makes the checkpoint of a day what it is when the day was fetched on its own evening, as a
   * program does that runs all the time: it looks again later, for bars change after the close.
   */
  void asIfFetchedOnTheDayItself(LocalDate day) throws IOException {
    String place = "_checkpoints/grouped-daily/_all/" + day;
    ObjectNode checkpoint =
        (ObjectNode)
            JSON.readTree(
                s3.getObjectAsBytes(get -> get.bucket(bucket).key(place + ".json")).asByteArray());
    checkpoint.put("complete", false);
    for (JsonNode mark : checkpoint.path("days")) {
      ((ObjectNode) mark).put("at", day + "T22:30:00Z");
    }
    s3.putObject(
        put -> put.bucket(bucket).key(place + ".part.json"),
        RequestBody.fromString(checkpoint.toString()));
    s3.deleteObject(delete -> delete.bucket(bucket).key(place + ".json"));
  }

  private Map<String, String> endpoints(Services services) {
    return Map.of(
        "BUCKET", bucket,
        "AWS_REGION", ServiceHost.REGION,
        "AWS_ACCESS_KEY_ID", ServiceHost.KEY.id(),
        "AWS_SECRET_ACCESS_KEY", ServiceHost.KEY.secret(),
        "AWS_ENDPOINT_URL_S3", services.s3Address(),
        "AWS_ENDPOINT_URL_ATHENA", address(Service.ATHENA));
  }

  private String address(Service service) {
    return embedded.addresses().get(service);
  }

  /**
   * Settings of a program that fetches, archives and catalogues bars, and keeps its view of them.
   *
   * @param market where requests go
   * @param topics what the names of its Kafka topics begin with
   */
  Map<String, String> settings(Services services, String market, String topics) {
    Map<String, String> settings =
        ProgramSettings.of(
            services.brokers(), services.s3Proxy(), services.snsProxy(), topics + ".bars");
    settings.put("ticklake.glue.endpoint", address(Service.GLUE));
    settings.put("ticklake.athena.endpoint", address(Service.ATHENA));
    settings.put("ticklake.market.base-url", market);
    settings.put("ticklake.market.api-key", MARKET_KEY);
    settings.put("ticklake.archive.bucket", bucket);
    settings.put("ticklake.archive.bars-format", "parquet");
    settings.put("ticklake.ingest.raw-topic", topics + ".raw");
    settings.put("ticklake.kafka.dead-letter-topic", topics + ".dlq");
    settings.put("ticklake.catalog.mode", "partitions");
    settings.put("ticklake.catalog.archives", "bars");
    settings.put("ticklake.catalog.poll-interval", "1s");
    settings.put("ticklake.kafka.leader-topic", topics + ".leaders");
    settings.put("camel.main.routeFilterExcludePattern", "archive-indices," + QUESTIONS);
    return settings;
  }

  /** Rows of SQL by Athena, as text. */
  List<List<String>> query(String sql) {
    return reader.query(sql);
  }

  @Override
  public void close() {
    reader.close();
    s3.close();
    embedded.close();
  }
}
