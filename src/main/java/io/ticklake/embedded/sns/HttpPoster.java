package io.ticklake.embedded.sns;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to HTTP endpoints in the background, in the order of calling as long as none fails. What
 * fails is tried again as SNS does by default: 3 more times, 20 s apart; an answer of 4xx other
 * than 429 is final. What is given up is logged with its reason.
 *
 * <p>Threads: one of its own, a daemon, so at most one request is on its way.
 */
final class HttpPoster implements AutoCloseable {
  static final Duration RETRY_DELAY = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(HttpPoster.class);
  private static final int MAX_RETRIES = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Posts that wait; a longer queue means an endpoint that does not keep up. */
  private static final int MAX_WAITING = 10_000;

  private final Duration retryDelay;
  private final ScheduledThreadPoolExecutor thread;

  HttpPoster(Duration retryDelay) {
    this.retryDelay = retryDelay;
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread worker = new Thread(task, "sns-http-delivery");
              worker.setDaemon(true);
              return worker;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  // Made for the first post: it loads the certificates of the world, and few runs post anything.
  private static final class Client {
    static final HttpClient SHARED = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  }

  /** One POST. */
  record Post(URI endpoint, Map<String, String> headers, String body) {}

  void send(Post post) {
    if (thread.getQueue().size() >= MAX_WAITING) {
      givenUp(post, MAX_WAITING + " posts are waiting");
      return;
    }
    attemptAfter(Duration.ZERO, post, 0);
  }

  private void attemptAfter(Duration delay, Post post, int retry) {
    ScheduledFuture<?> unused =
        thread.schedule(
            () -> {
              try {
                attempt(post, retry);
              } catch (RuntimeException e) {
                givenUp(post, e.toString());
              }
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void attempt(Post post, int retry) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(post.endpoint())
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(post.body()));
    post.headers().forEach(request::header);
    String failure;
    try {
      int status =
          Client.SHARED.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status < 300) {
        return;
      }
      failure = "HTTP " + status;
      if (status >= 400 && status < 500 && status != 429) {
        givenUp(post, failure);
        return;
      }
    } catch (IOException e) {
      failure = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (retry == MAX_RETRIES) {
      givenUp(post, failure);
      return;
    }
    attemptAfter(retryDelay, post, retry + 1);
  }

  private static void givenUp(Post post, String reason) {
    LOG.atWarn()
        .addKeyValue("endpoint", post.endpoint())
        .addKeyValue("reason", reason)
        .log("notification not delivered");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
