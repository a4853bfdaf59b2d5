package io.ticklake.embedded.market.feed;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks some times a second what happened, and tells it to those who want to hear. What happened
 * while nobody was subscribed is told to nobody. One daemon thread; the others only read its
 * clients.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final long LOOK_MILLIS = 50;
  // The vendor's frames carry many events; a client should not need megabytes for one.
  private static final int EVENTS_OF_FRAME = 200;
  // The vendor drops clients that do not keep up; it does not say at how many bytes.
  private static final long LARGEST_BACKLOG = 4L << 20;
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final FeedSocket socket;
  private final Happenings happenings;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "market-feed");
            daemon.setDaemon(true);
            return daemon;
          });
  private Instant told;

  Announcer(FeedSocket socket, Happenings happenings) {
    this.socket = socket;
    this.happenings = happenings;
    told = happenings.now();
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void close() {
    thread.shutdownNow();
  }

  private void look() {
    try {
      for (Client silent : socket.silentFor(SILENT_NANOS)) {
        silent.send(Statuses.tooLate());
        silent.refuse("no authentication");
      }
      tell();
    } catch (RuntimeException e) {
      // The next look goes on; an exception would end the schedule.
      LOG.atError().setCause(e).log("the simulated market's feed failed");
    }
  }

  private void tell() {
    Instant before = told;
    // First the time, then who listens: who subscribed before an event hears it.
    told = happenings.now();
    List<Client> listeners = socket.clients().stream().filter(Client::isSubscribed).toList();
    if (listeners.isEmpty()) {
      return;
    }
    List<Happening> news =
        happenings.between(
            before, told, channel -> listeners.stream().anyMatch(client -> client.hears(channel)));
    if (!news.isEmpty()) {
      listeners.forEach(client -> send(client, news));
    }
  }

  private static void send(Client client, List<Happening> news) {
    List<String> heard = news.stream().filter(client::hears).map(Happening::json).toList();
    for (int from = 0; from < heard.size(); from += EVENTS_OF_FRAME) {
      if (client.backlog() > LARGEST_BACKLOG) {
        client.cutOff("slow consumer");
        return;
      }
      int to = Math.min(heard.size(), from + EVENTS_OF_FRAME);
      client.send("[" + String.join(",", heard.subList(from, to)) + "]");
    }
  }
}
