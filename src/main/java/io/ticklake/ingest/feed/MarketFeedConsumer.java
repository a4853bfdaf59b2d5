package io.ticklake.ingest.feed;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the feed while its route is started: one thread listens and publishes, two others fill gaps
 * and write down how far it came.
 */
final class MarketFeedConsumer extends DefaultConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(MarketFeedConsumer.class);
  private static final long LOOK_MILLIS = 500;
  private static final long STOP_SECONDS = 5;

  private final MarketFeedEndpoint endpoint;
  private final FeedState state = new FeedState();
  private final FeedHealth health;
  private volatile @Nullable ExecutorService listening;
  private volatile @Nullable ScheduledExecutorService keeping;
  private volatile @Nullable MarkKeeper keeper;

  MarketFeedConsumer(MarketFeedEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.health = new FeedHealth(endpoint.getCamelContext(), state);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    health.show(routeId(), clock());
    ExecutorService thread =
        endpoint
            .getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadExecutor(this, "market-feed");
    listening = thread;
    thread.execute(this::listen);
  }

  // What may fail is done here: Camel tries only once to start what a leader runs.
  private void listen() {
    try {
      MarketFeed feed = feed();
      URI address = feed.address().orElseThrow(MarketFeedConsumer::switchedOff);
      Subscription subscription = endpoint.subscription();
      FeedProgress progress = new FeedProgress(subscription, mark(feed));
      MarkKeeper marks = new MarkKeeper(feed.marks(), progress);
      keep(feed, progress, marks);
      new FeedLoop(
              feed, address, subscription, this::publish, progress, marks, state, this::refused)
          .run();
    } catch (StopRoute e) {
      refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How far it came, from a store that may be away for now. */
  private Optional<FeedMark> mark(MarketFeed feed) throws InterruptedException {
    Backoff pauses = new Backoff(feed.timing(), new SplittableRandom());
    while (true) {
      try {
        return feed.marks().read();
      } catch (RetryLater e) {
        String why = String.valueOf(e.getMessage());
        if (state.troubled(why, Instant.now(clock()))) {
          LOG.atWarn().log("{} It is tried again by itself.", why);
        }
        feed.tellFailure(e.code(), why);
        Thread.sleep(pauses.next().toMillis());
      }
    }
  }

  /** Camel does not tell it to what {@code master} starts. */
  private String routeId() {
    if (getRouteId() != null) {
      return getRouteId();
    }
    return endpoint.getCamelContext().getRoutes().stream()
        .filter(route -> route.getEndpoint() instanceof DelegateEndpoint led && leads(led))
        .map(Route::getRouteId)
        .findFirst()
        .orElse("market-feed");
  }

  private boolean leads(DelegateEndpoint other) {
    return endpoint.getEndpointUri().equals(other.getEndpoint().getEndpointUri());
  }

  private void keep(MarketFeed feed, FeedProgress progress, MarkKeeper marks) {
    ScheduledExecutorService threads =
        endpoint
            .getCamelContext()
            .getExecutorServiceManager()
            .newScheduledThreadPool(this, "market-feed-keeping", 2);
    keeping = threads;
    keeper = marks;
    Runnable gaps = new GapFill(feed, progress, this::exchange, this::refused);
    every(threads, LOOK_MILLIS, gaps);
    every(threads, feed.timing().save().toMillis(), marks);
  }

  @Override
  protected void doStop() throws Exception {
    end(listening);
    end(keeping);
    MarkKeeper last = keeper;
    if (last != null) {
      last.run();
    }
    health.hide();
    listening = null;
    keeping = null;
    keeper = null;
    super.doStop();
  }

  private void end(@Nullable ExecutorService pool) throws InterruptedException {
    if (pool != null) {
      ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
      threads.shutdownNow(pool);
      threads.awaitTermination(pool, TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    }
  }

  private static StopRoute switchedOff() {
    return new StopRoute(
        ErrorCode.CONFIG_INVALID,
        "The market feed has no address: ticklake.market.websocket-url is 'embedded', and it was"
            + " not started. Set ticklake.ingest.feed.enabled=true and restart.");
  }

  private static void every(ScheduledExecutorService threads, long millis, Runnable task) {
    var unused =
        threads.scheduleWithFixedDelay(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  // An exception would end the schedule silently.
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("a task of the market feed failed; it is tried again");
      }
    };
  }

  private Exchange exchange() {
    return createExchange(false);
  }

  private void publish(FeedFrame frame) throws Exception {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(frame);
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        if (endpoint.getCamelContext().isStopping()) {
          // The route's steps end before what a leader runs: the frame is asked for after the
          // start.
          throw new InterruptedException("stopped while publishing");
        }
        throw exchange.getException();
      }
    } finally {
      releaseExchange(exchange, false);
    }
  }

  private void refused(StopRoute why) {
    String route = routeId();
    String reason = String.valueOf(why.getMessage());
    state.ended(reason, Instant.now(clock()));
    feed().tellFailure(why.code(), reason);
    LOG.atError().log("{} Route '{}' is stopped.", reason, route);
    CamelContext context = endpoint.getCamelContext();
    // A route cannot wait for its own end.
    context
        .getExecutorServiceManager()
        .newThread("stop-" + route, () -> stop(context, route))
        .start();
  }

  private MarketFeed feed() {
    return Objects.requireNonNull(endpoint.getFeed(), "option 'feed' is missing");
  }

  private Clock clock() {
    return feed().clock();
  }

  private static void stop(CamelContext context, String route) {
    try {
      context.getRouteController().stopRoute(route);
    } catch (Exception e) { // declared by Camel
      LOG.atError().setCause(e).log("route '{}' could not be stopped", route);
    }
  }
}
