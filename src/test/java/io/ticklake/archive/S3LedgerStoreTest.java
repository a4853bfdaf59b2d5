package io.ticklake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ticklake.component.kafkaslice.LedgerException;
import io.ticklake.component.kafkaslice.LedgerStore.StoredObject;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.s3.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The ledger's store over embedded S3, and over a server that refuses as Amazon S3 does. */
class S3LedgerStoreTest {
  private static final AccessKey KEY = new AccessKey("test-key", "test-secret");
  @TempDir static Path directory;
  private static S3Server server;
  private static S3Client s3;
  private HttpServer refusing;

  @BeforeAll
  static void startServer() {
    server = S3Server.start(directory, KEY);
    server.createBucket("lake");
    s3 = client(server.address());
  }

  @AfterAll
  static void stopServer() {
    s3.close();
    server.close();
  }

  @AfterEach
  void stopRefusing() {
    if (refusing != null) {
      refusing.stop(0);
    }
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void createsOnceAndKeepsTheFirstBody() throws IOException {
    S3LedgerStore store = new S3LedgerStore(s3, "lake");

    assertThat(store.create("_ledger/once", bytes("first"))).isTrue();
    assertThat(store.create("_ledger/once", bytes("second"))).isFalse();

    assertThat(store.read("_ledger/once")).hasValue(bytes("first"));
    assertThat(store.read("_ledger/never")).isEmpty();
  }

  @Test
  void listsInOrderAndNoMoreThanAsked() throws IOException {
    S3LedgerStore store = new S3LedgerStore(s3, "lake");
    for (String key : List.of("l/b/3", "l/a/2", "l/a/1", "l/c/1")) {
      store.create(key, bytes(key));
    }

    assertThat(store.list("l/", 3)).containsExactly("l/a/1", "l/a/2", "l/b/3");
    assertThat(store.list("l/a/", 1)).containsExactly("l/a/1");
    assertThat(store.list("l/x/", 1)).isEmpty();
    assertThat(store.folders("l/")).containsExactly("a", "b", "c");
  }

  @Test
  void saysWhoseAnObjectIs() throws IOException {
    s3.putObject(
        put -> put.bucket("lake").key("bars/x").metadata(Map.of("claim", "c1")),
        RequestBody.fromString("four"));

    Optional<StoredObject> object = new S3LedgerStore(s3, "lake").head("bars/x");

    assertThat(object).map(StoredObject::claim).hasValue(Optional.of("c1"));
    assertThat(object).map(StoredObject::bytes).hasValue(4L);
    assertThat(new S3LedgerStore(s3, "lake").head("bars/y")).isEmpty();
  }

  @Test
  void aBucketThatIsNotThereIsNamedAndNeverTakenForAnEmptyOne() {
    S3LedgerStore store = new S3LedgerStore(s3, "absent");

    assertThatThrownBy(() -> store.list("_ledger/", 1))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("s3://absent/")
        .hasMessageContaining("ticklake.archive.bucket");
    assertThatThrownBy(() -> store.create("_ledger/x", bytes("x")))
        .isInstanceOf(LedgerException.class);
    assertThatThrownBy(() -> store.read("_ledger/x")).isInstanceOf(LedgerException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "403,AccessDenied,s3:PutObject",
    "301,PermanentRedirect,ticklake.aws.region",
    "400,AuthorizationHeaderMalformed,ticklake.aws.region",
    "403,SignatureDoesNotMatch,credentials",
    "501,NotImplemented,conditional writes"
  })
  void whatAPersonCanMendIsSaidInTheirWords(int status, String code, String advice)
      throws IOException {
    S3LedgerStore store = refusing(status, code);

    assertThatThrownBy(() -> store.create("_ledger/a/x.json", bytes("x")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("s3://lake/_ledger/a/x.json")
        .hasMessageContaining(code)
        .hasMessageContaining(advice);
    assertThatThrownBy(() -> store.list("_ledger/", 1)).hasMessageContaining(advice);
  }

  @ParameterizedTest
  @CsvSource({"500,InternalError", "503,SlowDown", "409,ConditionalRequestConflict"})
  void whatPassesByItselfIsAnUnknownOutcome(int status, String code) throws IOException {
    S3LedgerStore store = refusing(status, code);

    assertThatThrownBy(() -> store.create("_ledger/a/x.json", bytes("x")))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(LedgerException.class)
        .hasMessageContaining("s3://lake/_ledger/a/x.json");
  }

  private S3LedgerStore refusing(int status, String code) throws IOException {
    refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    refusing.createContext("/", exchange -> refuse(exchange, status, code));
    refusing.start();
    return new S3LedgerStore(client("http://127.0.0.1:" + refusing.getAddress().getPort()), "lake");
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body =
          bytes("<Error><Code>" + code + "</Code><Message>as the test wants</Message></Error>");
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
