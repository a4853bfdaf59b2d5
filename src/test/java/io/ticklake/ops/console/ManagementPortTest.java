package io.ticklake.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.ops.console.RawHttp.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the management port answers, and what it refuses, over plain HTTP. */
class ManagementPortTest {
  private static final String JOLOKIA = "/hawtio/jolokia";
  private static final String JSON = "Content-Type: application/json";
  private static final String ROUTE =
      "org.apache.camel:context=ticklake,name=\\\"flow-tick\\\",type=routes";

  private static ConsoleProgram program;
  private static RawHttp http;

  @BeforeAll
  static void start() throws Exception {
    program = ConsoleProgram.start();
    http = new RawHttp(program.port());
    await("the port answers").ignoreExceptions().until(() -> http.get("/hawtio/").status() == 200);
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  private static String jolokia(String request) throws IOException {
    Answer answer = http.post(JOLOKIA, request, JSON);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private static String exec(String mbean, String operation, String arguments) throws IOException {
    return jolokia(
        "{\"type\":\"exec\",\"mbean\":\"%s\",\"operation\":\"%s\",\"arguments\":[%s]}"
            .formatted(mbean, operation, arguments));
  }

  private static String read(String mbean) throws IOException {
    return jolokia("{\"type\":\"read\",\"mbean\":\"%s\"}".formatted(mbean));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/observe/health",
        "/observe/health/live",
        "/observe/health/ready",
        "/observe/metrics",
        "/observe/jolokia/version",
        "/hawtio/",
        "/hawtio/jolokia/",
        "/hawtio/user"
      })
  void scriptsWithoutABrowsersHeadersAreServedWithSecurityHeaders(String path) throws IOException {
    Answer answer = http.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertSecured(answer);
  }

  private static void assertSecured(Answer answer) {
    assertThat(answer.has("X-Content-Type-Options: nosniff")).isTrue();
    assertThat(answer.has("X-Frame-Options: DENY")).isTrue();
    assertThat(answer.has("Referrer-Policy: no-referrer")).isTrue();
    assertThat(answer.has("Cross-Origin-Opener-Policy: same-origin")).isTrue();
    assertThat(answer.has("Cross-Origin-Resource-Policy: same-origin")).isTrue();
    assertThat(answer.has("Content-Security-Policy: default-src 'none'")).isTrue();
    assertThat(answer.has("Access-Control-Allow")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:1, 200",
    "[::1]:9, 200",
    "127.0.0.1, 200",
    "LOCALHOST, 200",
    "evil.example, 421",
    "localhost.evil.example, 421",
    "evil.example:80, 421",
    "127.0.0.1.evil.example, 421",
    "[::2], 421"
  })
  void onlyOwnHostNamesAreAnswered(String host, int status) throws IOException {
    for (String path : new String[] {"/observe/health/live", "/hawtio/", "/observe/metrics"}) {
      Answer answer = http.get(path, "Host: " + host);

      assertThat(answer.status()).as(path).isEqualTo(status);
      assertSecured(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://localhost", "https://127.0.0.1"})
  void aForeignOriginIsRefused(String origin) throws IOException {
    assertThat(http.get("/observe/health", "Origin: " + origin).status()).isEqualTo(403);
    assertThat(http.post(JOLOKIA, "{\"type\":\"version\"}", JSON, "Origin: " + origin).status())
        .isEqualTo(403);
  }

  @Test
  void theOwnOriginIsAccepted() throws IOException {
    String own = "Origin: http://127.0.0.1:" + program.port();

    assertThat(http.post(JOLOKIA, "{\"type\":\"version\"}", JSON, own).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, cors, POST, 200",
    "same-origin, cors, GET, 200",
    "none, navigate, GET, 200",
    "none, navigate, POST, 403",
    "cross-site, navigate, GET, 200",
    "cross-site, no-cors, GET, 403",
    "cross-site, cors, POST, 403",
    "same-site, cors, GET, 403",
    "same-site, navigate, POST, 403"
  })
  void whatTheBrowserSaysOfTheAskingPageDecides(String site, String mode, String method, int status)
      throws IOException {
    Answer answer =
        http.send(
            method,
            method.equals("POST") ? JOLOKIA : "/hawtio/",
            "{\"type\":\"version\"}",
            JSON,
            "Sec-Fetch-Site: " + site,
            "Sec-Fetch-Mode: " + mode);

    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
  void otherMethodsAreRefusedEverywhere(String method) throws IOException {
    assertThat(http.send(method, JOLOKIA, "").status()).isEqualTo(405);
    assertThat(http.send(method, "/observe/health", "").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "application/jsonp, 415",
    "application/json, 200",
    "application/json; charset=utf-8, 200",
    "text/json, 200"
  })
  void jolokiaTakesJsonOnly(String type, int status) throws IOException {
    Answer answer = http.post(JOLOKIA, "{\"type\":\"version\"}", "Content-Type: " + type);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(http.post(JOLOKIA, "{\"type\":\"version\"}").status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/observe/jolokia/exec/org.apache.camel:context=ticklake,name=!%22flow-tick!%22,type=routes/stop()",
        "/hawtio/jolokia/read/java.lang:type=Runtime",
        "/hawtio/jolokia/list",
        "/hawtio/jolokia?type=read&mbean=java.lang:type=Runtime"
      })
  void aLinkCanDoNothing(String path) throws IOException {
    Answer answer = http.get(path);

    assertThat(answer.status() == 405 || answer.body().contains("\"agent\"")).isTrue();
    assertThat(answer.body()).doesNotContain("SpecVersion");
    assertThat(program.status("flow-tick")).isEqualTo("Started");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | 400",
        "{\"type\":\"read\"  | 400",
        "17 | 403",
        "{\"type\":\"notification\",\"command\":\"register\"} | 403",
        "{\"type\":\"config\"} | 403",
        "{\"type\":\"write\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\",\"value\":true} | 403",
        "[{\"type\":\"version\"},{\"type\":\"write\"}] | 403",
        "{\"type\":\"version\",\"target\":{\"url\":\"service:jmx:rmi:///jndi/ldap://evil\"}} | 403",
        "{\"type\":\"version\",\"TYPE\":\"write\"} | 200",
        "{\"mbean\":\"java.lang:type=Memory\"} | 403"
      })
  void onlyPlainRequestsAboutThisProcessReachJolokia(String body, int status) throws IOException {
    assertThat(http.post(JOLOKIA, body, JSON).status()).isEqualTo(status);
  }

  @Test
  void camelAndTheJvmCanBeListedSearchedAndRead() throws IOException {
    assertThat(jolokia("{\"type\":\"list\"}"))
        .contains("org.apache.camel", "java.lang", "flow-tick")
        .doesNotContain("\"com.sun.management\":", "\"java.util.logging\":", "jdk.management.jfr");
    assertThat(jolokia("{\"type\":\"search\",\"mbean\":\"org.apache.camel:type=routes,*\"}"))
        .contains("flow-tick", "flow-end");
    assertThat(read(ROUTE)).contains("\"State\":\"Started\"", "ExchangesTotal");
    assertThat(read("java.lang:type=Memory")).contains("HeapMemoryUsage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SystemProperties", "InputArguments", "ClassPath", "LibraryPath"})
  void whatCanHoldSecretsCannotBeRead(String attribute) throws IOException {
    assertThat(
            jolokia(
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"%s\"}"
                    .formatted(attribute)))
        .contains("\"status\":403");
    assertThat(read("java.lang:type=Runtime"))
        .contains("\"status\":403")
        .doesNotContain("java.home");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.sun.management:type=DiagnosticCommand | vmCommandLine |",
        "com.sun.management:type=HotSpotDiagnostic | dumpHeap | \"x.hprof\", true",
        "java.lang:type=Memory | gc |",
        "java.lang:type=Threading | findDeadlockedThreads |",
        "java.util.logging:type=Logging | getLoggerLevel | \"\"",
        "ROUTE | dumpRouteAsXml(boolean) | true",
        "ROUTE | updateRouteFromXml(java.lang.String) | \"<route/>\"",
        "ROUTE | remove() |",
        "CONTEXT | stop() |",
        "CONTEXT | sendBody(java.lang.String,java.lang.Object) | \"direct:flow-end\", \"x\"",
        "CONTEXT | dumpRoutesAsXml(boolean) | true"
      })
  void everyOtherOperationIsRefused(String mbean, String operation, String arguments)
      throws IOException {
    String name =
        mbean
            .replace("ROUTE", ROUTE)
            .replace(
                "CONTEXT", "org.apache.camel:context=ticklake,name=\\\"ticklake\\\",type=context");

    String answer = exec(name, operation, arguments == null ? "" : arguments);

    assertThat(answer).containsAnyOf("\"status\":403", "\"status\":404").doesNotContain("s3cr3t");
    assertThat(program.status("flow-tick")).isEqualTo("Started");
  }

  @Test
  void aDumpKeepsPlaceholders() throws IOException {
    assertThat(exec(ROUTE, "dumpRouteAsXml()", ""))
        .contains("flow.secret", "\"status\":200")
        .doesNotContain("s3cr3t");
  }

  @Test
  void aRouteIsSuspendedStoppedAndStarted() throws IOException {
    exec(ROUTE, "suspend()", "");
    assertThat(program.status("flow-tick")).isEqualTo("Suspended");
    exec(ROUTE, "resume()", "");
    assertThat(program.status("flow-tick")).isEqualTo("Started");
    exec(ROUTE, "stop()", "");
    assertThat(program.status("flow-tick")).isEqualTo("Stopped");
    exec(ROUTE, "start()", "");
    assertThat(program.status("flow-tick")).isEqualTo("Started");
  }

  @Test
  void hawtioIsServedWithItsTypesAndCaching() throws IOException {
    Answer index = http.get("/hawtio/");
    assertThat(index.body()).contains("<base href=\"/hawtio/\">");
    assertThat(index.has("Content-Type: text/html")).isTrue();
    assertThat(index.has("Cache-Control: no-cache")).isTrue();
    String script =
        index.body().replaceAll("(?s).*?src=\"/?(?:hawtio/)?(static/js/[^\"]+)\".*", "$1");

    Answer js = http.get("/hawtio/" + script);

    assertThat(js.status()).isEqualTo(200);
    assertThat(js.has("Cache-Control: max-age=31536000, immutable")).isTrue();
    assertThat(js.head()).containsIgnoringCase("content-type: text/javascript");
    assertSecured(js);
  }

  @Test
  void hawtiosAddressesLeadToItsPage() throws IOException {
    assertThat(http.get("/hawtio").status()).isEqualTo(302);
    assertThat(http.get("/hawtio").has("Location: /hawtio/")).isTrue();
    assertThat(http.get("/hawtio/camel/routes").body()).contains("<base href=\"/hawtio/\">");
    assertThat(http.get("/hawtio/static/js/none.js").status()).isEqualTo(404);
    assertThat(http.get("/hawtio/none.png").status()).isEqualTo(404);
    assertThat(http.get("/nothing").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hawtio/../application.properties",
        "/hawtio/static/../../application.properties",
        "/hawtio/%2e%2e/application.properties",
        "/hawtio/..%2fapplication.properties",
        "/hawtio/%2e%2e%2fapplication.properties",
        "/hawtio/..%5capplication.properties",
        "/hawtio/..\\application.properties",
        "/hawtio/%252e%252e/application.properties",
        "/hawtio//../application.properties",
        "/hawtio/./../application.properties",
        "/hawtio/%c0%ae%c0%ae/application.properties",
        "/hawtio/logback.xml",
        "/hawtio/../io/ticklake/App.class"
      })
  void nothingBesideHawtiosFilesIsServed(String path) throws IOException {
    Answer answer = http.get(path);

    assertThat(answer.status()).isIn(400, 403, 404);
    assertThat(answer.body()).doesNotContain("ticklake.", "<configuration");
  }

  @Test
  void aLargeRequestIsRefused() throws IOException {
    Answer answer = http.post(JOLOKIA, "{\"type\":\"" + "x".repeat(3 << 20) + "\"}", JSON);

    assertThat(answer.status()).isIn(403, 413);
  }
}
