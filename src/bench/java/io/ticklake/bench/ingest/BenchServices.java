package io.ticklake.bench.ingest;

import io.ticklake.bench.S3Clients;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** Kafka and S3 in the benchmark's own process, so that their work is nobody's. */
final class BenchServices implements AutoCloseable {
  private static final String BUCKET = "bench";
  private static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:ticklake-objects";
  private static final AccessKey KEY =
      new AccessKey("TKLKBENCHBENCHBENCH0", "bench-only-loopback-secret-00000000000000");

  private final EmbeddedServices services;

  BenchServices(Path directory) {
    services =
        EmbeddedServices.start(
            new EmbeddedPlan(
                Set.of(Service.KAFKA, Service.S3),
                directory.resolve("services"),
                "us-east-1",
                KEY,
                Optional.empty(),
                new EmbeddedPlan.Lake(
                    BUCKET, TOPIC_ARN, "bench@example.com", "bench", "bench", List.of(), "primary"),
                new EmbeddedPlan.Market("unused", 1, 1)));
  }

  String brokers() {
    return services.addresses().get(Service.KAFKA);
  }

  /**
   * What ticklake needs to know of them.
   *
   * @param bucket made for one run: with the checkpoints of another it would have nothing to ask
   */
  Map<String, String> settings(String bucket) {
    String s3 = services.addresses().get(Service.S3);
    try (S3Client client = S3Clients.create(URI.create(s3), KEY.id(), KEY.secret())) {
      client.createBucket(request -> request.bucket(bucket));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("ticklake.kafka.brokers", brokers());
    settings.put("ticklake.s3.endpoint", s3);
    settings.put("ticklake.sns.endpoint", s3);
    settings.put("ticklake.glue.endpoint", s3);
    settings.put("ticklake.athena.endpoint", s3);
    settings.put("ticklake.aws.access-key", KEY.id());
    settings.put("ticklake.aws.secret-key", KEY.secret());
    settings.put("ticklake.archive.bucket", bucket);
    settings.put("ticklake.sns.topic-arn", TOPIC_ARN);
    return settings;
  }

  @Override
  public void close() {
    services.close();
  }
}
