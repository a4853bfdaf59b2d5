package io.ticklake.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Headless Chromium, driven by its own driver over plain W3C WebDriver. */
public final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String base;
  private String session = "";

  private Browser(Process driver, int port) {
    this.driver = driver;
    this.base = "http://127.0.0.1:" + port;
  }

  /** Where a program lies on the PATH. */
  public static Optional<Path> find(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param profile an empty folder for Chromium's files
   */
  public static Browser start(Path profile) throws IOException {
    int port = freePort();
    Process driver =
        new ProcessBuilder(find("chromedriver").orElseThrow().toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Browser browser = new Browser(driver, port);
    Awaitility.await("chromedriver answers")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> browser.send("GET", "/status", null).path("ready").asBoolean());
    browser.open(profile);
    return browser;
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void open(Path profile) throws IOException {
    List<String> arguments =
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1400,1000",
            // Sites of other names than this machine's, for pages that are up to something.
            "--host-resolver-rules=MAP *.example 127.0.0.1",
            "--user-data-dir=" + profile);
    Map<String, Object> wanted =
        Map.of(
            "browserName",
            "chrome",
            "goog:chromeOptions",
            Map.of("binary", find("chromium").orElseThrow().toString(), "args", arguments));
    session =
        "/session/"
            + send("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)))
                .path("sessionId")
                .asText();
  }

  public void go(URI address) throws IOException {
    send("POST", session + "/url", Map.of("url", address.toString()));
  }

  /** What a script in the page returns. */
  public JsonNode run(String script) throws IOException {
    return send("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** The text that a reader sees. */
  public String text() throws IOException {
    return run("return document.body.innerText").asText();
  }

  /** Clicks the first element that the XPath finds, as a user would: covered ones cannot be. */
  public void click(String xpath) throws IOException {
    send("POST", session + "/element/" + element(xpath) + "/click", Map.of());
  }

  /** Types into the first element that the XPath finds. */
  public void type(String xpath, String text) throws IOException {
    String id = element(xpath);
    send("POST", session + "/element/" + id + "/clear", Map.of());
    send("POST", session + "/element/" + id + "/value", Map.of("text", text));
  }

  private String element(String xpath) throws IOException {
    return send("POST", session + "/element", Map.of("using", "xpath", "value", xpath))
        .elements()
        .next()
        .asText();
  }

  /**
   * A command of Chromium's own protocol: the size of the window, the colours that are preferred.
   */
  public void devTools(String command, Map<String, Object> parameters) throws IOException {
    send("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** The window as PNG. */
  public byte[] screenshot() throws IOException {
    return Base64.getDecoder().decode(send("GET", session + "/screenshot", null).asText());
  }

  private JsonNode send(String method, String path, Object body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      JsonNode value =
          JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).path("value");
      if (value.hasNonNull("error")) {
        throw new IOException(method + " " + path + ": " + value.path("message").asText());
      }
      return value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", session, null);
    } finally {
      driver.destroy();
    }
  }
}
