package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ingest.checkpoint.S3Checkpoints;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class BackfillContextTest {
  @TempDir Path dir;

  @Test
  void startsWithTheRoutesOfPagesAndWithoutSources() {
    Properties given = new Properties();
    given.setProperty("ticklake.data-dir", dir.resolve("data").toString());
    given.setProperty("ticklake.kafka.brokers", "127.0.0.1:9");
    given.setProperty("ticklake.market.base-url", "http://127.0.0.1:9");
    given.setProperty("ticklake.market.api-key", "a-key");
    Settings settings = new SettingsLoader(dir, Map.of(), given).load();
    try (S3Client s3 =
            S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        BackfillContext backfill =
            BackfillContext.start(
                settings, IngestConfig.from(settings), new S3Checkpoints(s3, "bucket"))) {
      assertThat(backfill.context().getRoutes())
          .extracting(Route::getId)
          .containsExactlyInAnyOrder(
              "ingest-pages", "ingest-call", "ingest-page", "ingest-records");
      assertThat(backfill.context().getRoutes())
          .allMatch(
              route ->
                  backfill.context().getRouteController().getRouteStatus(route.getId())
                      == ServiceStatus.Started);
    }
  }
}
