package io.ticklake.embedded.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.ticklake.embedded.sns.HttpPoster.Post;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpPosterTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private HttpServer endpoint;
  private HttpPoster poster;

  @BeforeEach
  void start() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext(
        "/",
        exchange -> {
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.remove(0), -1);
          exchange.close();
        });
    endpoint.start();
    poster = new HttpPoster(Duration.ofMillis(20));
  }

  @AfterEach
  void stop() {
    poster.close();
    endpoint.stop(0);
  }

  @Test
  void triesAgainAfterAServersError() {
    answers.addAll(List.of(500, 429));

    send("m");

    await("third attempt").until(() -> received.size() == 3);
    assertThat(received).containsOnly("m");
  }

  @Test
  void givesUpAfterThreeRetries() {
    answers.addAll(List.of(500, 500, 500, 500, 500));

    send("never");
    await("four attempts").until(() -> received.size() == 4);
    answers.clear();
    send("next");

    await("the next post").until(() -> received.contains("next"));
    assertThat(received).containsExactly("never", "never", "never", "never", "next");
  }

  @Test
  void doesNotTryAgainWhatTheEndpointRefuses() {
    answers.add(404);

    send("refused");
    send("next");

    await("the next post").until(() -> received.contains("next"));
    assertThat(received).containsExactly("refused", "next");
  }

  private void send(String body) {
    poster.send(
        new Post(
            URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort()), Map.of(), body));
  }
}
