package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.ops.console.TestKeys;
import io.ticklake.testkit.MetricNames;
import io.ticklake.testkit.PackagedProgram;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The management port of the packaged program with all its locks on: TLS, a password, the policy of
 * Jolokia, and what it says to strangers; its metrics, its log as JSON.
 */
class ManagementIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String PASSWORD = "correct-horse";
  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder().encodeToString(("op:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  private static final String EXEC = "{\"type\":\"exec\",\"mbean\":\"%s\",\"operation\":\"%s\"}";

  @TempDir Path directory;

  @Test
  void thePortServesItsOwnerOverTlsAndNobodyElse() throws Exception {
    TestKeys.Pair keys = TestKeys.pair(directory, "keystore-pass");
    HttpClient http = trusting(keys.trust());
    try (PackagedProgram program = PackagedProgram.start(directory, settings(keys.keystore()))) {
      program.awaitOutput("query answered", PATIENCE);
      Port port = new Port(http, URI.create(program.endpoints().get("MANAGEMENT_URL")));

      for (String path : List.of("/", "/hawtio/", "/observe/metrics", "/observe/health")) {
        assertThat(port.get(path).statusCode()).as(path).isEqualTo(401);
        assertThat(port.get(path, "Authorization", LOGIN).statusCode()).as(path).isEqualTo(200);
      }
      await("every metric").atMost(PATIENCE).untilAsserted(() -> assertMetrics(port));
      assertOwnerOperates(port);
      assertStrangersDoNot(port);
      assertThat(program.stop(PATIENCE)).isZero();
      assertThat(program.output().lines().filter(line -> line.contains("object landed")))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
      assertThat(program.output())
          .doesNotContain(PASSWORD)
          .doesNotContain("keystore-pass")
          .doesNotContain("fenced");
    }
  }

  private Map<String, String> settings(Path keystore) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("ticklake.management.user", "op");
    settings.put(
        "ticklake.management.password-file",
        Files.writeString(directory.resolve("pw"), PASSWORD + "\n").toString());
    settings.put("ticklake.management.tls.keystore", keystore.toString());
    settings.put("ticklake.management.tls.keystore-password", "keystore-pass");
    settings.put("ticklake.log.format", "json");
    settings.put("ticklake.archive.slice-age", "1s");
    settings.put("ticklake.catalog.poll-interval", "1s");
    settings.put("ticklake.query.poll-interval", "2s");
    return settings;
  }

  private static void assertMetrics(Port port) throws Exception {
    Set<String> named = new TreeSet<>();
    for (String file : List.of("ticklake-alerts.yml", "grafana-dashboard.json")) {
      named.addAll(MetricNames.in(Files.readString(Path.of("src/main/observe", file))));
    }
    HttpResponse<String> scrape = port.get("/observe/metrics", "Authorization", LOGIN);
    assertThat(MetricNames.exported(scrape.body())).containsAll(named);
  }

  private static void assertOwnerOperates(Port port) throws Exception {
    assertThat(
            port.jolokia(EXEC.formatted("ticklake:route=archive-bars,type=Archive", "sealNow()")))
        .contains("\"status\":200");
    assertThat(
            port.jolokia(
                "{\"type\":\"read\",\"mbean\":\"ticklake:name=ingest-grouped-daily,type=Source\"}"))
        .contains("\"State\":\"Started\"", "\"BudgetLeft\":");
    assertThat(
            port.jolokia(EXEC.formatted("com.sun.management:type=HotSpotDiagnostic", "dumpHeap")))
        .doesNotContain("\"status\":200");
    assertThat(
            port.jolokia(
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}"))
        .doesNotContain("\"status\":200");
  }

  /** A page of another site in the owner's browser, which sends the password by itself. */
  private static void assertStrangersDoNot(Port port) throws Exception {
    String stop = EXEC.formatted("ticklake:route=archive-bars,type=Archive", "pause()");
    for (String content : List.of("application/json", "text/plain")) {
      HttpResponse<String> hostile =
          port.post(
              stop,
              "Authorization",
              LOGIN,
              "Content-Type",
              content,
              "Origin",
              "https://evil.example",
              "Sec-Fetch-Site",
              "cross-site");
      assertThat(hostile.statusCode()).isEqualTo(403);
      assertThat(hostile.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
    assertThat(port.post(stop, "Authorization", LOGIN, "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
    for (String path :
        List.of("/hawtio/%2e%2e/application.properties", "/status/..%2f..%2fetc/passwd")) {
      assertThat(port.get(path, "Authorization", LOGIN).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void aWrongKeystorePasswordStopsTheStartWithItsSetting() throws Exception {
    Path keystore = TestKeys.pair(directory, "the-right-one").keystore();

    try (PackagedProgram program =
        PackagedProgram.start(
            directory,
            Map.of(
                "ticklake.management.tls.keystore",
                keystore.toString(),
                "ticklake.management.tls.keystore-password",
                "guessed-it"))) {
      assertThat(program.awaitEnd(PATIENCE)).as(program.output()).isEqualTo(2);
      assertThat(program.output())
          .contains("ticklake.management.tls.keystore-password")
          .contains(keystore.toString())
          .doesNotContain("guessed-it")
          .doesNotContain("at io.ticklake");
    }
    assertThat(directory.resolve("ticklake-data")).doesNotExist();
  }

  private static HttpClient trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      trusted.load(in, "keystore-pass".toCharArray());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  /** The port as a client sees it. */
  private record Port(HttpClient http, URI base) {
    HttpResponse<String> get(String path, String... headers)
        throws IOException, InterruptedException {
      return send(HttpRequest.newBuilder(URI.create(base + path)), headers);
    }

    HttpResponse<String> post(String body, String... headers)
        throws IOException, InterruptedException {
      return send(
          HttpRequest.newBuilder(URI.create(base + "/observe/jolokia"))
              .POST(BodyPublishers.ofString(body)),
          headers);
    }

    String jolokia(String body) throws IOException, InterruptedException {
      return post(body, "Authorization", LOGIN, "Content-Type", "application/json").body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
        throws IOException, InterruptedException {
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
