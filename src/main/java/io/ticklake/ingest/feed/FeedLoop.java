package io.ticklake.ingest.feed;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects, listens, and connects again, until it is interrupted or the market refuses. A frame is
 * published before the next one is asked for. For one thread.
 */
final class FeedLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);

  private final MarketFeed feed;
  private final URI address;
  private final Subscription subscription;
  private final Publisher publisher;
  private final FeedProgress progress;
  private final MarkKeeper marks;
  private final FeedState state;
  private final Consumer<StopRoute> refused;
  private final Backoff reconnects;
  private final Backoff repeats;
  private final Recent recent = new Recent();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param refused is told when there is no use in going on
   */
  FeedLoop(
      MarketFeed feed,
      URI address,
      Subscription subscription,
      Publisher publisher,
      FeedProgress progress,
      MarkKeeper marks,
      FeedState state,
      Consumer<StopRoute> refused) {
    this.feed = feed;
    this.address = address;
    this.subscription = subscription;
    this.publisher = publisher;
    this.progress = progress;
    this.marks = marks;
    this.state = state;
    this.refused = refused;
    this.reconnects = new Backoff(feed.timing(), new SplittableRandom());
    this.repeats = new Backoff(feed.timing(), new SplittableRandom());
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        listen();
      }
    } catch (InterruptedException e) {
      // The route was stopped.
      Thread.currentThread().interrupt();
    } catch (StopRoute e) {
      refused.accept(e);
    }
  }

  private void listen() throws InterruptedException {
    try {
      connect();
    } catch (TooManyConnections e) {
      reconnects.lengthen();
      lost(e);
    } catch (FeedLost e) {
      lost(e);
    }
  }

  private void lost(FeedLost loss) throws InterruptedException {
    state.lost();
    Duration pause = reconnects.next();
    String why = String.valueOf(loss.getMessage());
    boolean isNew = state.troubled(why, feed.clock().instant());
    feed.tellFailure(ErrorCode.MARKET_UNAVAILABLE, why);
    (isNew ? LOG.atWarn() : LOG.atDebug())
        .addKeyValue("address", address)
        .addKeyValue("why", why)
        .addKeyValue("pauseMs", pause.toMillis())
        .log("market feed lost; it reconnects, and asks for what it missed");
    Thread.sleep(pause.toMillis());
  }

  private void connect() throws FeedLost, InterruptedException {
    FeedTiming timing = feed.timing();
    long begun = System.nanoTime();
    try (FeedConnection connection = FeedConnection.open(http, address, timing.ready())) {
      Conversation talk = new Conversation(feed.key(), subscription, address.toString());
      connection.next();
      while (!talk.isSubscribed()) {
        Duration passed = Duration.ofNanos(System.nanoTime() - begun);
        Duration left = timing.ready().minus(passed);
        Signal signal =
            connection
                .await(left.isNegative() ? Duration.ZERO : left)
                .orElseThrow(() -> new FeedLost("the market did not answer in time"));
        take(signal, talk, connection);
      }
      subscribed();
      while (!Thread.currentThread().isInterrupted()) {
        take(alive(connection), talk, connection);
        if (System.nanoTime() - begun > timing.quiet().toNanos()) {
          reconnects.reset();
        }
      }
    }
  }

  private void subscribed() {
    Instant now = feed.clock().instant();
    Optional<Duration> down = state.well(now);
    feed.tellWell();
    int missing = progress.resumed(now);
    var event =
        LOG.atInfo()
            .addKeyValue("address", address)
            .addKeyValue("channels", subscription.channels())
            .addKeyValue("tickersToCatchUp", missing);
    if (down.isPresent()) {
      event = event.addKeyValue("downMs", down.get().toMillis());
    }
    event.log("market feed connected");
  }

  // A silent market is asked whether it is still there.
  private Signal alive(FeedConnection connection) throws FeedLost, InterruptedException {
    Optional<Signal> heard = connection.await(feed.timing().quiet());
    if (heard.isPresent()) {
      return heard.get();
    }
    connection.ping();
    return connection
        .await(feed.timing().dead())
        .orElseThrow(() -> new FeedLost("neither a message nor an answer to a ping came"));
  }

  private void take(Signal signal, Conversation talk, FeedConnection connection)
      throws FeedLost, InterruptedException {
    if (signal instanceof Signal.Ended ended) {
      throw new FeedLost(ended.why());
    }
    if (signal instanceof Signal.Text message) {
      hear(message.text(), talk, connection);
    }
    connection.next();
  }

  private void hear(String text, Conversation talk, FeedConnection connection)
      throws FeedLost, InterruptedException {
    Reception reception =
        new Reception(address.toString(), talk.isSimulated(), feed.clock().instant());
    Frame frame;
    try {
      frame = FrameReader.read(text, reception);
    } catch (IOException e) {
      // Jackson's messages go on with a source and a place in it.
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      publish(FeedFrame.malformed(text, reason, reception));
      state.malformed();
      return;
    }
    talk.hear(frame.statuses(), connection);
    if (frame.hasEvents()) {
      if (progress.begins(frame.bars())) {
        marks.runIfWell();
      }
      FeedFrame records = FeedFrame.of(text, frame, reception, recent);
      publish(records);
      progress.published(frame.bars());
      state.published(frame, records.bars());
      feed.tellPublished(records);
    }
  }

  // Until Kafka has it: what the market sends meanwhile waits in the socket, or is asked for later.
  private void publish(FeedFrame frame) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        publisher.publish(frame);
        if (attempt > 1) {
          repeats.reset();
          var unused = state.well(feed.clock().instant());
          feed.tellWell();
        }
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) { // whatever a step of the route throws
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("stopped while publishing");
        }
        Duration pause = repeats.next();
        String why = "a frame cannot be published: " + e;
        var unused = state.troubled(why, feed.clock().instant());
        feed.tellFailure(ErrorCode.KAFKA_UNREACHABLE, why);
        LOG.atWarn()
            .addKeyValue("attempt", attempt)
            .addKeyValue("pauseMs", pause.toMillis())
            .addKeyValue("why", e.toString())
            .log("frame of the market feed not published; it is tried again");
        Thread.sleep(pause.toMillis());
      }
    }
  }
}
