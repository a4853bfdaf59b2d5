package io.ticklake.embedded;

import io.ticklake.embedded.athena.AthenaServer;
import io.ticklake.embedded.athena.AthenaSettings;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.CrawlTiming;
import io.ticklake.embedded.glue.GlueServer;
import io.ticklake.embedded.glue.GlueSettings;
import io.ticklake.embedded.storage.S3ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Glue and Athena: one catalogue and one view of the lake for both. */
final class LakeServices implements AutoCloseable {
  private final Map<Service, EmbeddedServer> servers = new EnumMap<>(Service.class);
  private final Openings openings = new Openings();

  private LakeServices() {}

  /**
   * Starts what the plan has of the two and makes database and crawler.
   *
   * @param s3 where the lake is; empty is AWS's own S3
   */
  static LakeServices start(EmbeddedPlan plan, String account, Optional<URI> s3) {
    LakeServices services = new LakeServices();
    try {
      services.open(plan, account, s3);
      return services;
    } catch (IOException e) {
      services.openings.closeAfter(e);
      throw new UncheckedIOException("Cannot keep the catalogue below '" + plan.dataDir() + "'", e);
    } catch (RuntimeException e) {
      services.openings.closeAfter(e);
      throw e;
    }
  }

  Map<Service, EmbeddedServer> servers() {
    return servers;
  }

  private void open(EmbeddedPlan plan, String account, Optional<URI> s3) throws IOException {
    S3Client client = client(plan, s3);
    openings.push(client);
    S3ObjectStore store = new S3ObjectStore(client, plan.dataDir().resolve("cache"));
    Path home = plan.dataDir().resolve("glue");
    Catalog catalog = Catalog.open(home.resolve("catalog"));
    GlueServer glue =
        GlueServer.start(
            new GlueSettings(plan.region(), account, home, CrawlTiming.QUICK),
            catalog,
            store,
            plan.key());
    add(Service.GLUE, glue);
    EmbeddedPlan.Lake lake = plan.lake();
    glue.provision(
        lake.database(),
        lake.crawler(),
        "arn:aws:iam::" + account + ":role/ticklake-crawler",
        lake.crawlerPaths().stream().map(path -> "s3://" + lake.bucket() + "/" + path).toList());
    if (plan.services().contains(Service.ATHENA)) {
      String results = "s3://" + lake.bucket() + "/_athena/";
      add(
          Service.ATHENA,
          AthenaServer.start(
              AthenaSettings.of(plan.dataDir().resolve("athena"), results),
              catalog,
              store,
              plan.key()));
    }
  }

  private void add(Service service, EmbeddedServer server) {
    openings.push(server);
    servers.put(service, server);
  }

  private static S3Client client(EmbeddedPlan plan, Optional<URI> s3) {
    S3ClientBuilder builder = S3Client.builder().region(Region.of(plan.region()));
    s3.ifPresent(
        address ->
            builder
                .endpointOverride(address)
                .forcePathStyle(true)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(plan.key().id(), plan.key().secret()))));
    return builder.build();
  }

  @Override
  public void close() {
    openings.close();
  }
}
