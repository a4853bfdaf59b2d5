package io.ticklake.e2e.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import io.ticklake.testkit.HttpMessage;
import io.ticklake.testkit.RecordingProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Embedded services, and in front of AWS's four a proxy that notes which rights requests need, and
 * refuses those of S3 that are taken away.
 */
final class RecordedLake implements AutoCloseable {
  private static final AccessKey KEY = new AccessKey("AKIARIGHTS", "rights/secret+key");
  private static final String REGION = "us-east-1";
  private static final String ACCOUNT = "000000000000";
  private static final EmbeddedPlan.Lake LAKE =
      new EmbeddedPlan.Lake(
          "recorded-lake",
          "arn:aws:sns:us-east-1:000000000000:recorded-objects",
          "rights@example.com",
          "recorded",
          "recorded-crawler",
          List.of("bars/", "indices/"),
          "primary");

  private final EmbeddedServices services;
  private final Map<Service, RecordingProxy> proxies = new EnumMap<>(Service.class);
  private final Set<ApiCall> calls = ConcurrentHashMap.newKeySet();
  private volatile Predicate<ApiCall> missing = call -> false;

  private RecordedLake(EmbeddedServices services) {
    this.services = services;
    ServiceCalls readers = new ServiceCalls(REGION + ":" + ACCOUNT, LAKE.workgroup());
    record(Service.S3, S3Calls::of);
    record(Service.SNS, readers::ofSns);
    record(Service.GLUE, readers::ofGlue);
    record(Service.ATHENA, readers::ofAthena);
  }

  static RecordedLake start(Path directory) {
    return new RecordedLake(
        EmbeddedServices.start(
            new EmbeddedPlan(
                EnumSet.allOf(Service.class),
                directory,
                REGION,
                KEY,
                Optional.empty(),
                LAKE,
                new EmbeddedPlan.Market("rights-market-key", 1, 100_000))));
  }

  private void record(Service service, Function<HttpMessage, List<ApiCall>> reader) {
    URI address = URI.create(services.addresses().get(service));
    proxies.put(
        service,
        RecordingProxy.guarding(
            address,
            request -> {
              List<ApiCall> needed = reader.apply(request);
              calls.addAll(needed);
              return needed.stream().filter(missing).findFirst().map(call -> refusal(request));
            }));
  }

  /** As Amazon S3 answers a key that lacks the right. */
  private static HttpMessage refusal(HttpMessage request) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code>"
            + "<Message>Access Denied</Message><RequestId>RIGHTS</RequestId></Error>";
    String head =
        "HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length());
    return new HttpMessage(
        head, request.method().equals("HEAD") ? new byte[0] : body.getBytes(UTF_8));
  }

  /** From now on requests that need such a right are refused. */
  void takeAway(Predicate<ApiCall> rights) {
    missing = rights;
  }

  /** From now on every right is there. */
  void giveBack() {
    missing = call -> false;
  }

  /** Where the services are, past the proxies, as endpoints.env has it. */
  Map<String, String> endpoints() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", services.addresses().get(Service.S3),
        "AWS_ENDPOINT_URL_ATHENA", services.addresses().get(Service.ATHENA),
        "AWS_ACCESS_KEY_ID", KEY.id(),
        "AWS_SECRET_ACCESS_KEY", KEY.secret(),
        "AWS_REGION", REGION,
        "BUCKET", LAKE.bucket(),
        "KAFKA_BROKERS", services.addresses().get(Service.KAFKA));
  }

  /** Of a program that does everything, often. */
  Map<String, String> settings(String mode) {
    Map<String, String> settings = new HashMap<>();
    proxies.forEach((service, proxy) -> settings.put(service.property(), proxy.address()));
    settings.put(Service.KAFKA.property(), services.addresses().get(Service.KAFKA));
    settings.put(Service.MARKET.property(), services.addresses().get(Service.MARKET));
    settings.put("ticklake.market.api-key", "rights-market-key");
    settings.put("ticklake.market.requests-per-minute", "6000");
    settings.put("ticklake.aws.access-key", KEY.id());
    settings.put("ticklake.aws.secret-key", KEY.secret());
    settings.put("ticklake.archive.bucket", LAKE.bucket());
    settings.put("ticklake.sns.topic-arn", LAKE.topicArn());
    settings.put("ticklake.catalog.database", LAKE.database());
    settings.put("ticklake.catalog.crawler", LAKE.crawler());
    settings.put("ticklake.catalog.mode", mode);
    settings.put("ticklake.catalog.poll-interval", "1s");
    settings.put("ticklake.ingest.grouped-daily.period", "1s");
    settings.put("ticklake.archive.slice-age", "1s");
    settings.put("ticklake.archive.slice-idle", "500ms");
    settings.put("ticklake.query.poll-interval", "1s");
    return settings;
  }

  /** What was asked for. */
  Set<ApiCall> calls() {
    return Set.copyOf(calls);
  }

  /** The template's role for a stack of these names. */
  static TemplateRole role(String mode) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("AWS::Partition", "aws");
    values.put("AWS::Region", REGION);
    values.put("AWS::AccountId", ACCOUNT);
    values.put("Lake.Arn", "arn:aws:s3:::" + LAKE.bucket());
    values.put("Objects", LAKE.topicArn());
    values.put("Workgroup", LAKE.workgroup());
    values.put("Database", LAKE.database());
    values.put("Crawler", LAKE.crawler());
    values.put("Log.Arn", "arn:aws:logs:us-east-1:000000000000:log-group:recorded:*");
    values.put("ReleaseBucket", "releases");
    values.put("ReleaseKey", "ticklake.zip");
    values.put("MarketKeyParameter", "/ticklake/market-api-key");
    boolean crawls = mode.equals("crawler");
    return new TemplateRole(
        values, Map.of("Crawls", crawls, "Registers", !crawls, "KafkaIsMsk", false));
  }

  @Override
  public void close() {
    proxies.values().forEach(RecordingProxy::close);
    services.close();
  }
}
