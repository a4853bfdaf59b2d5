package io.ticklake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.s3.S3Server;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the AWS SDK's S3 client meets at the embedded S3. */
class EmbeddedS3Test {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String BUCKET = "lake";
  private static final int RACERS = 32;

  @TempDir static Path dir;
  private static S3Server server;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    server = S3Server.start(dir.resolve("s3"), KEY);
    server.createBucket(BUCKET);
    s3 = client(server, KEY.secret());
  }

  @AfterAll
  static void stop() {
    s3.close();
    server.close();
  }

  @Test
  void listensOnLoopbackOnly() {
    assertThat(server.address()).startsWith("http://127.0.0.1:");
  }

  @Test
  void keepsBytesContentTypeAndMetadata() {
    byte[] body = new byte[300_000];
    new Random(1).nextBytes(body);
    s3.putObject(
        put("kept/a b+ü=1.bin")
            .contentType("application/vnd.apache.parquet")
            .contentEncoding("identity")
            .metadata(Map.of("claim", "c-1"))
            .build(),
        RequestBody.fromBytes(body));

    var got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("kept/a b+ü=1.bin"));

    assertThat(got.asByteArray()).isEqualTo(body);
    assertThat(got.response().contentType()).isEqualTo("application/vnd.apache.parquet");
    assertThat(got.response().metadata()).containsEntry("claim", "c-1");
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("kept/a b+ü=1.bin")).contentLength())
        .isEqualTo(300_000);
  }

  @Test
  void refusesASecondConditionalPut() {
    s3.putObject(put("once").ifNoneMatch("*").build(), RequestBody.fromString("first"));

    S3Exception e =
        catchThrowableOfType(
            S3Exception.class,
            () -> s3.putObject(put("once").ifNoneMatch("*").build(), RequestBody.fromString("2")));

    assertThat(e.statusCode()).isEqualTo(412);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
    assertThat(text("once")).isEqualTo("first");
  }

  @Test
  void letsOneOfManyRacingConditionalPutsWinAndKeepsItsBodyAndMetadata() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(RACERS);
    try {
      for (int round = 0; round < 40; round++) {
        String key = "race/" + round;
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < RACERS; writer++) {
          PutObjectRequest request =
              put(key).ifNoneMatch("*").metadata(Map.of("claim", "writer-" + writer)).build();
          // Bodies of other lengths, so that a mixture of two would show.
          String body = ("writer-" + writer + "\n").repeat(1 + writer * 50);
          writers.add(() -> status(request, body));
        }
        List<Integer> codes = new ArrayList<>();
        for (Future<Integer> answer : pool.invokeAll(writers)) {
          codes.add(answer.get());
        }

        assertThat(codes).as(key).containsOnlyOnce(200);
        assertThat(codes).filteredOn(code -> code != 200).allMatch(c -> c == 412 || c == 409);
        int winner = codes.indexOf(200);
        assertThat(text(key)).isEqualTo(("writer-" + winner + "\n").repeat(1 + winner * 50));
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key(key)).metadata())
            .containsEntry("claim", "writer-" + winner);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void showsAnObjectWithItsMetadataFromTheFirstMomentAndAfterTheAcknowledgement() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 60; i++) {
        String key = "seen/" + i;
        PutObjectRequest request =
            put(key).ifNoneMatch("*").metadata(Map.of("claim", "c-" + i)).build();
        Future<Integer> writer = pool.submit(() -> status(request, "x".repeat(200_000)));
        Optional<HeadObjectResponse> seen = Optional.empty();
        while (seen.isEmpty()) {
          boolean acknowledged = writer.isDone();
          seen = head(key);
          assertThat(seen.isPresent() || !acknowledged).as("seen once acknowledged").isTrue();
        }

        assertThat(seen.get().metadata()).containsEntry("claim", "c-" + i);
        assertThat(seen.get().contentLength()).isEqualTo(200_000);
        assertThat(writer.get()).isEqualTo(200);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void listsInKeyOrderByPrefixAndPage() {
    for (int i = 0; i < 7; i++) {
      s3.putObject(put("list/dt=2026-11-2" + i + "/x.jsonl").build(), RequestBody.fromString("{}"));
    }

    assertThat(
            s3
                .listObjectsV2Paginator(
                    r ->
                        r.bucket(BUCKET)
                            .prefix("list/")
                            .maxKeys(3)
                            .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS))
                .contents()
                .stream()
                .map(S3Object::key))
        .hasSize(7)
        .isSorted()
        .startsWith("list/dt=2026-11-20/x.jsonl");
    assertThat(
            s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("list/").delimiter("/")).commonPrefixes())
        .hasSize(7);
  }

  @Test
  void joinsThePartsOfAMultipartUpload() {
    String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("big")).uploadId();
    byte[] first = new byte[5 * 1024 * 1024];
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int number = i;
      String etag =
          s3.uploadPart(
                  r -> r.bucket(BUCKET).key("big").uploadId(id).partNumber(number),
                  number == 1 ? RequestBody.fromBytes(first) : RequestBody.fromString("tail"))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }

    s3.completeMultipartUpload(
        r -> r.bucket(BUCKET).key("big").uploadId(id).multipartUpload(m -> m.parts(parts)));

    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("big")).contentLength())
        .isEqualTo(first.length + 4L);
  }

  @Test
  void answersAMissingKeyAndBucketAsS3Does() {
    S3Exception key =
        catchThrowableOfType(
            S3Exception.class, () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("absent")));
    S3Exception bucket =
        catchThrowableOfType(
            S3Exception.class, () -> s3.listObjectsV2(r -> r.bucket("absent-bucket")));

    assertThat(key.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
    assertThat(bucket.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void refusesAWrongSecret() {
    try (S3Client stranger = client(server, "wrong")) {
      S3Exception e =
          catchThrowableOfType(
              S3Exception.class, () -> stranger.listObjectsV2(r -> r.bucket(BUCKET)));

      assertThat(e.statusCode()).isEqualTo(403);
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
    }
  }

  @Test
  void keepsObjectsOverARestart(@TempDir Path data) {
    try (S3Server before = S3Server.start(data, KEY);
        S3Client client = client(before, KEY.secret())) {
      before.createBucket(BUCKET);
      client.putObject(
          put("a/b").metadata(Map.of("claim", "c-9")).build(), RequestBody.fromString("stays"));
    }

    try (S3Server after = S3Server.start(data, KEY);
        S3Client client = client(after, KEY.secret())) {
      after.createBucket(BUCKET);
      var got = client.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b"));

      assertThat(got.asUtf8String()).isEqualTo("stays");
      assertThat(got.response().metadata()).containsEntry("claim", "c-9");
      assertThat(client.listBuckets().buckets()).extracting(b -> b.name()).containsExactly(BUCKET);
    }
  }

  @Test
  void listsNoObjectThatIsStillBeingWritten() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      byte[] body = new byte[8 * 1024 * 1024];
      Future<?> writer =
          pool.submit(
              () -> {
                for (int i = 0; i < 10; i++) {
                  s3.putObject(put("growing/" + i).build(), RequestBody.fromBytes(body));
                }
              });
      List<S3Object> seen = new ArrayList<>();
      while (!writer.isDone()) {
        seen.addAll(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("growing/")).contents());
      }
      writer.get();

      assertThat(seen).allSatisfy(o -> assertThat(o.key()).matches("growing/[0-9]+"));
      assertThat(seen).allSatisfy(o -> assertThat(o.size()).isEqualTo(body.length));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void showsAnObjectWhoseNameEndsLikeThatOfAnUpload() {
    String key = "uuid/table-3f2c8a52-7c4e-4a51-9a55-0123456789ab";
    s3.putObject(put(key).build(), RequestBody.fromString("x"));

    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("uuid/")).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
  }

  @Test
  void removesWhatAKilledUploadLeft(@TempDir Path data) throws Exception {
    Path half = data.resolve("buckets/lake/a/b.csv-3f2c8a52-7c4e-4a51-9a55-0123456789ab");
    Path other = data.resolve("buckets/lake/a/c.csv-3f2c8a52-7c4e-4a51-9a55-0123456789ab");
    Files.createDirectories(half.getParent());
    Files.createDirectories(data.resolve("uploads"));
    Files.writeString(half, "half");
    Files.writeString(other, "an object of that name");
    Files.writeString(data.resolve("uploads/1"), "lake\na/b.csv");

    S3Server.start(data, KEY).close();

    assertThat(half).doesNotExist();
    assertThat(other).exists();
    assertThat(data.resolve("uploads")).isEmptyDirectory();
  }

  @Test
  void storesObjectsAsPlainFiles() throws Exception {
    s3.putObject(put("plain/x.csv").build(), RequestBody.fromString("a,b\n"));

    assertThat(Files.readString(dir.resolve("s3/buckets/lake/plain/x.csv"), UTF_8))
        .isEqualTo("a,b\n");
  }

  private static PutObjectRequest.Builder put(String key) {
    return PutObjectRequest.builder().bucket(BUCKET).key(key);
  }

  private static Optional<HeadObjectResponse> head(String key) {
    try {
      return Optional.of(s3.headObject(r -> r.bucket(BUCKET).key(key)));
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    }
  }

  private static String text(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static int status(PutObjectRequest request, String body) {
    try {
      return s3.putObject(request, RequestBody.fromString(body)).sdkHttpResponse().statusCode();
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private static S3Client client(S3Server server, String secret) {
    return S3Client.builder()
        .endpointOverride(URI.create(server.address()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), secret)))
        .build();
  }
}
