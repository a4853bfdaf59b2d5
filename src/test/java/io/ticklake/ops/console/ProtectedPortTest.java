package io.ticklake.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticklake.config.Secret;
import io.ticklake.ops.console.RawHttp.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port with a user and a password, and with TLS. */
class ProtectedPortTest {
  private static final Optional<Login> LOGIN =
      Optional.of(new Login("op", new Secret("päss:word")));

  @TempDir static Path folder;
  private static ConsoleProgram program;
  private static RawHttp http;

  @BeforeAll
  static void start() throws Exception {
    program =
        ConsoleProgram.start(
            new ConsoleConfig(LOGIN, true, Set.of("lake.example"), Optional.empty()));
    http = new RawHttp(program.port());
    await("the port answers")
        .ignoreExceptions()
        .until(() -> http.get("/hawtio/", basic("op", "päss:word")).status() == 200);
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  private static String basic(String user, String password) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/observe/metrics",
        "/observe/health?data=true",
        "/observe/health/",
        "/observe/jolokia/version",
        "/hawtio",
        "/hawtio/",
        "/hawtio/user",
        "/hawtio/index.html",
        "/hawtio/jolokia/version",
        "/hawtio/../observe/metrics",
        "/nothing/of/this/name"
      })
  void withoutAPasswordNothingIsServed(String path) throws IOException {
    Answer answer = http.get(path);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.has("WWW-Authenticate: Basic realm=\"ticklake\"")).isTrue();
    assertThat(answer.has("X-Frame-Options: DENY")).as("the first guard has seen it").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/observe/metrics",
        "/observe/health?data=true",
        "/observe/jolokia/version",
        "/hawtio/user",
        "/hawtio/jolokia/version"
      })
  void withThePasswordEverythingIs(String path) throws IOException {
    assertThat(http.get(path, basic("op", "päss:word")).status()).isIn(200, 503);
  }

  @Test
  void anotherPasswordUserOrSchemeIsRefused() throws IOException {
    String right = Base64.getEncoder().encodeToString("op:päss:word".getBytes(UTF_8));
    for (String header :
        new String[] {
          basic("op", "password"),
          basic("root", "päss:word"),
          basic("op", ""),
          basic("", "päss:word"),
          "Authorization: Basic",
          "Authorization: Basic ???",
          "Authorization: Bearer " + right
        }) {
      assertThat(http.get("/observe/metrics", header).status()).as(header).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/observe/health", "/observe/health/live", "/observe/health/ready"})
  void healthIsOpenWhenSaidSoButItsDetailsAreNot(String path) throws IOException {
    assertThat(http.get(path).status()).isIn(200, 503);
    assertThat(http.get(path + "?data=true").status()).isEqualTo(401);
  }

  @Test
  void jolokiaWithoutAPasswordStopsNothing() throws IOException {
    String stop =
        "{\"type\":\"exec\",\"mbean\":\"org.apache.camel:context=ticklake,name=\\\"flow-tick\\\",type=routes\",\"operation\":\"stop()\"}";

    Answer answer = http.post("/hawtio/jolokia", stop, "Content-Type: application/json");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(program.status("flow-tick")).isEqualTo("Started");
  }

  @Test
  void aFurtherNameIsAnsweredAndOthersAreNot() throws IOException {
    String login = basic("op", "päss:word");

    assertThat(http.get("/observe/metrics", login, "Host: LAKE.example:1").status()).isEqualTo(200);
    assertThat(http.get("/observe/metrics", login, "Host: evil.example").status()).isEqualTo(421);
    assertThat(http.get("/observe/metrics", login, "Host: 10.1.2.3").status())
        .as("bound to loopback")
        .isEqualTo(421);
  }

  @Test
  void aPortThatIsBoundWiderAnswersToAddressesAndNotToNames() {
    HostNames wide = HostNames.of("0.0.0.0", Set.of("lake.example"));

    assertThat(wide.include("10.1.2.3")).isTrue();
    assertThat(wide.include("[fe80::1]")).isTrue();
    assertThat(wide.include("lake.example")).isTrue();
    assertThat(wide.include("evil.example")).isFalse();
    assertThat(wide.include("10.1.2.3.evil.example")).isFalse();
  }

  @Test
  void tlsServesTheConfiguredCertificateAndNoPlainHttp() throws Exception {
    Path keystore = TestKeys.keystore(folder, "changeit");
    ConsoleConfig config =
        ConsoleConfig.from(
            ConsoleConfigTest.settings(
                Map.of("tls.keystore", keystore.toString(), "tls.keystore-password", "changeit")));

    try (ConsoleProgram encrypted = ConsoleProgram.start(config)) {
      String address = "https://localhost:" + encrypted.port() + "/observe/metrics";
      HttpRequest request = HttpRequest.newBuilder(java.net.URI.create(address)).build();
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(keystore)).build();
      await("the port answers")
          .ignoreExceptions()
          .until(() -> client.send(request, BodyHandlers.ofString()).statusCode() == 200);
      assertThatThrownBy(() -> new RawHttp(encrypted.port()).get("/observe/metrics"))
          .isInstanceOfAny(IOException.class, RuntimeException.class);
    }
  }

  private static SSLContext trusting(Path keystore) throws Exception {
    KeyStore own = KeyStore.getInstance(keystore.toFile(), "changeit".toCharArray());
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("own", own.getCertificate("own"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
