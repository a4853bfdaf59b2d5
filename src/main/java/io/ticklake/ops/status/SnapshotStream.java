package io.ticklake.ops.status;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends snapshots as server-sent events: {@code snapshot} when something has changed, {@code tick}
 * when only time has passed. All fields but the audience belong to the one thread {@code status},
 * which takes a snapshot a second while somebody looks, and none else.
 */
final class SnapshotStream {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotStream.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Snapshots snapshots;
  private final Clock clock;
  private final Audience audience = new Audience();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread status = new Thread(work, "status");
            status.setDaemon(true);
            return status;
          });
  private @Nullable Snapshot newest;
  private @Nullable Snapshot told;

  SnapshotStream(Snapshots snapshots, Clock clock) {
    this.snapshots = snapshots;
    this.clock = clock;
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    thread.shutdownNow();
    audience.dismissAll();
  }

  /** Answers with one snapshot. */
  void once(RoutingContext exchange) {
    HttpServerResponse response =
        exchange
            .response()
            .putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store");
    later(response, () -> response.end(SnapshotJson.of(present())));
  }

  /** Keeps the answer open and sends what happens. */
  void open(RoutingContext exchange) {
    HttpServerResponse response =
        exchange
            .response()
            .putHeader("Content-Type", "text/event-stream")
            .putHeader("Cache-Control", "no-store");
    response.setChunked(true);
    Browser viewer = new Browser(response);
    if (!audience.admit(viewer)) {
      response
          .setChunked(false)
          .setStatusCode(503)
          .putHeader("Content-Type", "text/plain")
          .putHeader("Retry-After", "10")
          .end("Too many pages are open. Close one.\n");
      return;
    }
    response.closeHandler(closed -> audience.leave(viewer));
    response.exceptionHandler(lost -> audience.leave(viewer));
    later(response, () -> viewer.send(event("snapshot", present())));
  }

  private void later(HttpServerResponse response, Runnable work) {
    try {
      thread.execute(
          () -> {
            try {
              if (!response.closed()) {
                work.run();
              }
            } catch (RuntimeException e) {
              LOG.atWarn().setCause(e).log("The status page could not be sent.");
              response.reset();
            }
          });
    } catch (RejectedExecutionException e) {
      response.reset(); // the program is stopping
    }
  }

  private void tick() {
    if (audience.isEmpty()) {
      return;
    }
    try {
      Snapshot now = snapshots.take();
      newest = now;
      audience.tell(
          now.showsTheSameAs(told)
              ? event("tick", Map.of("at", now.at()))
              : event("snapshot", now));
      told = now;
    } catch (RuntimeException e) {
      // An exception would end the schedule for good.
      LOG.atWarn().setCause(e).log("The status page could not be brought up to date.");
    }
  }

  /** One that is not older than a second. */
  private Snapshot present() {
    Snapshot present = newest;
    if (present == null || present.at().plus(PERIOD).isBefore(clock.instant())) {
      present = snapshots.take();
      newest = present;
    }
    return present;
  }

  private static String event(String name, Object data) {
    return "event: " + name + "\ndata: " + SnapshotJson.of(data) + "\n\n";
  }

  private record Browser(HttpServerResponse response) implements Audience.Viewer {
    @Override
    public boolean isBehind() {
      return response.writeQueueFull();
    }

    @Override
    public void send(String text) {
      if (!response.closed()) {
        response.write(text);
      }
    }

    @Override
    public void dismiss() {
      response.reset();
    }
  }
}
