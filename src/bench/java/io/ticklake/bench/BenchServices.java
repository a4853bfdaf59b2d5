package io.ticklake.bench;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Kafka, S3 and SNS in the benchmark's own process, so that their work is not counted as the
 * contender's; S3 is reached through the gate. They share the machine's cores with it all the same.
 */
final class BenchServices implements AutoCloseable {
  static final String BUCKET = "bench";
  static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:ticklake-objects";
  static final String ACCESS_KEY = "TKLKBENCHBENCHBENCH0";
  static final String SECRET_KEY = "bench-only-loopback-secret-00000000000000";

  private final EmbeddedServices services;
  private final S3Gate gate;
  private final Admin admin;
  private final S3Client s3;

  BenchServices(Path directory) throws IOException {
    this.services = EmbeddedServices.start(plan(directory));
    Map<Service, String> addresses = services.addresses();
    URI store = URI.create(addresses.get(Service.S3));
    this.gate = new S3Gate(store.getPort());
    this.admin = Admin.create(Map.of("bootstrap.servers", addresses.get(Service.KAFKA)));
    this.s3 = S3Clients.create(store, ACCESS_KEY, SECRET_KEY);
  }

  String brokers() {
    return services.addresses().get(Service.KAFKA);
  }

  String sns() {
    return services.addresses().get(Service.SNS);
  }

  S3Gate gate() {
    return gate;
  }

  Admin admin() {
    return admin;
  }

  /** Straight to the store, past the gate. */
  S3Client s3() {
    return s3;
  }

  @Override
  public void close() throws IOException {
    s3.close();
    admin.close();
    gate.close();
    services.close();
  }

  private static EmbeddedPlan plan(Path directory) {
    return new EmbeddedPlan(
        Set.of(Service.KAFKA, Service.S3, Service.SNS),
        directory.resolve("services"),
        "us-east-1",
        new AccessKey(ACCESS_KEY, SECRET_KEY),
        Optional.empty(),
        new EmbeddedPlan.Lake(
            BUCKET, TOPIC_ARN, "bench@example.com", "bench", "bench", List.of(), "primary"),
        new EmbeddedPlan.Market("unused", 1, 1));
  }
}
