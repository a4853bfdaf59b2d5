package io.ticklake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import io.ticklake.embedded.storage.S3ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The lake as embedded Glue and Athena read it, over the embedded S3. */
class EmbeddedObjectStoreTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t");

  @TempDir Path dir;
  private S3Server server;
  private S3Client s3;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(dir.resolve("s3"), KEY);
    server.createBucket("lake");
    var credentials = AwsBasicCredentials.create(KEY.id(), KEY.secret());
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create(server.address()))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .forcePathStyle(true)
            .build();
    store = new S3ObjectStore(s3, dir.resolve("cache"));
  }

  @AfterEach
  void stop() {
    s3.close();
    server.close();
  }

  @Test
  void downloadsAnObjectOnceForManyCallers() throws Exception {
    store.put("lake", "a/b.txt", "body".getBytes(UTF_8), "text/plain");
    var object = store.list("lake", "a/").get(0);
    var threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Path>> calls = new ArrayList<>();
      for (var i = 0; i < 32; i++) {
        calls.add(() -> store.file(object));
      }
      for (var file : threads.invokeAll(calls)) {
        assertThat(file.get()).hasContent("body");
      }
    } finally {
      threads.shutdownNow();
    }
    try (var files = Files.list(dir.resolve("cache"))) {
      assertThat(files).hasSize(1);
    }
    server.close();
    assertThat(store.file(object)).hasContent("body");
  }

  @Test
  void readsNoOtherBytesThanThoseListed() throws IOException {
    store.put("lake", "a", "old".getBytes(UTF_8), "text/plain");
    var listed = store.list("lake", "a").get(0);
    store.put("lake", "a", "new".getBytes(UTF_8), "text/plain");

    assertThatThrownBy(() -> store.file(listed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot read 's3://lake/a'");
    assertThat(store.file(store.list("lake", "a").get(0))).hasContent("new");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> store.list("none", "x/"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://none/x/")
        .hasMessageContaining("NoSuchBucket");
    assertThatThrownBy(() -> store.open(new StoredObject("lake", "gone", 1, "\"1\"")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://lake/gone");
  }

  @Test
  void leavesARunningDownloadWithoutReadingTheRest() throws IOException {
    store.put("lake", "large", new byte[5_000_000], "application/octet-stream");
    try (var stream = store.open(store.list("lake", "large").get(0))) {
      assertThat(stream.readNBytes(10)).hasSize(10);
    }
    assertThat(store.list("lake", "large")).hasSize(1);
  }
}
