package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.MetricNames;
import io.ticklake.testkit.PackagedProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management port of the packaged program: metrics, password, MBeans, the log as JSON. */
class ManagementIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder().encodeToString("op:correct-horse".getBytes(StandardCharsets.UTF_8));

  @TempDir Path directory;

  @Test
  void everyMetricOfRulesAndDashboardIsExportedAndThePortAsksForItsPassword() throws Exception {
    Path password = Files.writeString(directory.resolve("pw"), "correct-horse\n");
    try (PackagedProgram program =
        PackagedProgram.start(
            directory,
            Map.of(
                "ticklake.management.user", "op",
                "ticklake.management.password-file", password.toString(),
                "ticklake.log.format", "json"))) {
      program.awaitOutput("query answered", PATIENCE);

      assertThat(get(program, "/observe/metrics", "").statusCode()).isEqualTo(401);
      await("every metric").atMost(PATIENCE).untilAsserted(() -> assertMetrics(program));
      assertThat(
              post(
                      program,
                      "{\"type\":\"exec\",\"mbean\":\"ticklake:route=archive-bars,type=Archive\",\"operation\":\"sealNow()\"}")
                  .body())
          .contains("\"status\":200");
      assertThat(program.stop(PATIENCE)).isZero();
      assertThat(program.output().lines().filter(line -> line.contains("object landed")))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
      assertThat(program.output()).doesNotContain("correct-horse");
    }
  }

  private static void assertMetrics(PackagedProgram program) throws Exception {
    Set<String> named = new TreeSet<>();
    for (String file : new String[] {"ticklake-alerts.yml", "grafana-dashboard.json"}) {
      named.addAll(MetricNames.in(Files.readString(Path.of("src/main/observe", file))));
    }
    HttpResponse<String> scrape = get(program, "/observe/metrics", LOGIN);
    assertThat(scrape.statusCode()).isEqualTo(200);
    assertThat(MetricNames.exported(scrape.body())).containsAll(named);
  }

  @Test
  void aWrongKeystorePasswordStopsTheStartWithItsSetting() throws Exception {
    Path keystore = Files.writeString(directory.resolve("ks.p12"), "no keystore");

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
          .contains("ticklake.management.tls.keystore")
          .contains(keystore.toString())
          .doesNotContain("guessed-it")
          .doesNotContain("at io.ticklake");
    }
    assertThat(directory.resolve("ticklake-data")).doesNotExist();
  }

  private static HttpResponse<String> get(PackagedProgram program, String path, String login)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(program, path));
    if (!login.isEmpty()) {
      request.header("Authorization", login);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(PackagedProgram program, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(program, "/observe/jolokia"))
            .header("Authorization", LOGIN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static URI uri(PackagedProgram program, String path) {
    return URI.create(program.endpoints().get("MANAGEMENT_URL") + path);
  }
}
