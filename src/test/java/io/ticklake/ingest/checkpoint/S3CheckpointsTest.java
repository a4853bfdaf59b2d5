package io.ticklake.ingest.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.testkit.LogLines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Checkpoints over embedded S3, each test in a bucket of its own. */
final class S3CheckpointsTest {
  private static final AccessKey KEY = new AccessKey("test-key", "test-secret");
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final Instant LATER = Instant.parse("2026-11-30T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

  @TempDir static Path directory;
  private static S3Server server;
  private static S3Client s3;
  @RegisterExtension final LogLines log = new LogLines(S3Checkpoints.class.getPackage());
  private String bucket;

  @BeforeAll
  static void startServer() {
    server = S3Server.start(directory, KEY);
    s3 = client(server.address());
  }

  @AfterAll
  static void stopServer() {
    s3.close();
    server.close();
  }

  @BeforeEach
  void makeBucket(TestInfo test) {
    bucket = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    server.createBucket(bucket);
  }

  @Test
  void remembersDaysAndFingerprintsAfterARestart() {
    Place place = new Place("minute-range", "AAPL", Window.Size.MONTH.of(FRIDAY));
    Checkpoint written = Checkpoint.nothing(place).with(Map.of(FRIDAY, mark(LATER, 7, 9)));
    new S3Checkpoints(s3, bucket).write(written);

    S3Checkpoints restarted = new S3Checkpoints(s3, bucket);

    assertThat(restarted.read(place)).isEqualTo(written);
    assertThat(restarted.fetched(place).lacks(FRIDAY, TODAY)).isFalse();
    assertThat(restarted.fetched(place).lacks(FRIDAY.minusDays(1), TODAY)).isTrue();
    assertThat(keys()).containsExactly("_checkpoints/minute-range/AAPL/2026-11.part.json");
  }

  @Test
  void saysByItsNameThatAWindowIsWhole() {
    Place place = day("grouped-daily", Place.ALL);
    Checkpoints checkpoints = new S3Checkpoints(s3, bucket);
    Instant onTheDay = Instant.parse("2026-11-20T22:00:00Z");
    checkpoints.write(Checkpoint.nothing(place).with(Map.of(FRIDAY, mark(onTheDay, 1))));
    assertThat(keys()).containsExactly("_checkpoints/grouped-daily/_all/2026-11-20.part.json");
    assertThat(new S3Checkpoints(s3, bucket).fetched(place).lacks(FRIDAY, FRIDAY)).isFalse();
    assertThat(new S3Checkpoints(s3, bucket).fetched(place).lacks(FRIDAY, TODAY)).isTrue();

    checkpoints.write(checkpoints.read(place).with(Map.of(FRIDAY, mark(LATER, 1))));

    assertThat(keys()).contains("_checkpoints/grouped-daily/_all/2026-11-20.json");
    assertThat(new S3Checkpoints(s3, bucket).fetched(place).lacks(FRIDAY, TODAY)).isFalse();
  }

  @Test
  void readsWhatAnotherProcessHasWrittenSince() {
    Place place = new Place("minute-range", "AAPL", Window.Size.MONTH.of(FRIDAY));
    Checkpoints checkpoints = new S3Checkpoints(s3, bucket);
    Checkpoints other = new S3Checkpoints(s3, bucket);
    assertThat(checkpoints.fetched(place).lacks(FRIDAY, TODAY)).isTrue();

    Checkpoint first = Checkpoint.nothing(place).with(Map.of(FRIDAY, mark(LATER, 7)));
    other.write(first);
    assertThat(checkpoints.read(place)).isEqualTo(first);
    Checkpoint second = first.with(Map.of(FRIDAY.minusDays(1), mark(LATER, 8)));
    other.write(second);
    assertThat(checkpoints.read(place)).isEqualTo(second);
    assertThat(checkpoints.fetched(place).lacks(FRIDAY.minusDays(1), TODAY)).isFalse();
  }

  @Test
  void keepsTickersApartWhateverTheirNames() {
    Checkpoints checkpoints = new S3Checkpoints(s3, bucket);
    for (String ticker : new String[] {"BRK.A", "brk.a", "X:BTC/USD", "..", "_all", "*", "a%2Fb"}) {
      checkpoints.write(
          Checkpoint.nothing(day("s", ticker))
              .with(Map.of(FRIDAY, mark(LATER, ticker.hashCode()))));
    }

    assertThat(keys())
        .containsExactlyInAnyOrder(
            "_checkpoints/s/BRK.A/2026-11-20.json",
            "_checkpoints/s/brk.a/2026-11-20.json",
            "_checkpoints/s/X=3ABTC=2FUSD/2026-11-20.json",
            "_checkpoints/s/=2E./2026-11-20.json",
            "_checkpoints/s/=5Fall/2026-11-20.json",
            "_checkpoints/s/_all/2026-11-20.json",
            "_checkpoints/s/a=252Fb/2026-11-20.json");
    assertThat(checkpoints.read(day("s", "..")).fingerprints().contains("..".hashCode())).isTrue();
  }

  @Test
  void setsADamagedCheckpointAsideAndFetchesItsDaysAgain() {
    Place place = new Place("day-range", "AAPL", Window.Size.YEAR.of(FRIDAY));
    String key = "_checkpoints/day-range/AAPL/2026.part.json";
    put(key, "{\"v\":1,\"source\":\"day-range\",\"ticker\":\"AAPL\",\"days\":[{\"day\":");
    Checkpoints checkpoints = new S3Checkpoints(s3, bucket);

    assertThat(checkpoints.fetched(place).lacks(FRIDAY, TODAY)).isTrue();

    assertThat(log.at(Level.WARN))
        .singleElement()
        .asString()
        .contains("is damaged", "the same key with '.damaged'", key);
    assertThat(keys()).containsExactly(key, key + ".damaged");
    checkpoints.write(Checkpoint.nothing(place).with(Map.of(FRIDAY, mark(LATER, 1))));
    assertThat(new S3Checkpoints(s3, bucket).fetched(place).lacks(FRIDAY, TODAY)).isFalse();
  }

  @Test
  void findsDamageInAWholeWindowToo() {
    put("_checkpoints/grouped-daily/_all/2026-11-20.json", "");
    Place place = day("grouped-daily", Place.ALL);

    assertThat(new S3Checkpoints(s3, bucket).fetched(place).lacks(FRIDAY, TODAY)).isTrue();
  }

  @Test
  void waitsWhenANewerReleaseHasWritten() {
    Place place = new Place("day-range", "AAPL", Window.Size.YEAR.of(FRIDAY));
    put("_checkpoints/day-range/AAPL/2026.part.json", "{\"v\":2,\"lines\":[]}");

    Checkpoints checkpoints = new S3Checkpoints(s3, bucket);

    assertThatThrownBy(() -> checkpoints.fetched(place))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("AAPL/2026.part.json is of version 2")
        .hasMessageContaining("'day-range' waits")
        .hasMessageEndingWith("[CHECKPOINT_NEWER]");
    assertThat(keys()).hasSize(1);
  }

  @Test
  void triesAgainLaterWhenTheStoreIsAway() {
    try (S3Client nowhere = client("http://127.0.0.1:1")) {
      Checkpoints checkpoints = new S3Checkpoints(nowhere, bucket);

      assertThatThrownBy(() -> checkpoints.fetched(day("s", "A")))
          .isInstanceOfSatisfying(
              RetryLater.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_UNAVAILABLE));
    }
  }

  private static DayMark mark(Instant at, long... hashes) {
    FingerprintSet set = new FingerprintSet();
    for (long hash : hashes) {
      set.add(hash);
    }
    return new DayMark(at, hashes.length, set.fingerprints());
  }

  private static Place day(String source, String ticker) {
    return new Place(source, ticker, Window.Size.DAY.of(FRIDAY));
  }

  private void put(String key, String body) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(body));
  }

  private java.util.List<String> keys() {
    return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static S3Client client(String address) {
    return S3Client.builder()
        .endpointOverride(URI.create(address))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
        .build();
  }
}
