package io.ticklake.ingest.feed;

import io.ticklake.config.Secret;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a connection to its first bar: greeted, authenticated, subscribed.
 *
 * <pre>
 * CONNECTED --connected--> GREETED --auth_success--> AUTHENTICATED --success--> SUBSCRIBED
 * </pre>
 *
 * <p>Of one connection, for one thread.
 */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final Secret key;
  private final Subscription subscription;
  private final String url;
  private Stage stage = Stage.CONNECTED;
  private boolean simulated;

  private enum Stage {
    CONNECTED,
    GREETED,
    AUTHENTICATED,
    SUBSCRIBED
  }

  Conversation(Secret key, Subscription subscription, String url) {
    this.key = key;
    this.subscription = subscription;
    this.url = url;
  }

  /** Whether bars may come. */
  boolean isSubscribed() {
    return stage == Stage.SUBSCRIBED;
  }

  /** Whether the market said that its prices are made up. */
  boolean isSimulated() {
    return simulated;
  }

  /**
   * Goes on by what the market says of the connection.
   *
   * @throws StopRoute when it refuses the key, or the plan does not include the feed
   * @throws FeedLost when this connection leads nowhere
   */
  void hear(List<FeedStatus> statuses, FeedConnection connection)
      throws FeedLost, InterruptedException {
    for (FeedStatus status : statuses) {
      hear(status, connection);
    }
  }

  private void hear(FeedStatus status, FeedConnection connection)
      throws FeedLost, InterruptedException {
    switch (status.status()) {
      case "connected" -> {
        simulated = status.simulated();
        stage = Stage.GREETED;
        connection.say(Commands.authenticate(key));
      }
      case "auth_success" -> {
        stage = Stage.AUTHENTICATED;
        connection.say(Commands.subscribe(subscription));
      }
      case "success" -> {
        if (stage == Stage.AUTHENTICATED) {
          stage = Stage.SUBSCRIBED;
        }
      }
      case "auth_failed" -> throw refusedKey(status.message());
      case "auth_timeout" -> throw new FeedLost("the market did not get the key in time");
      case "max_connections" ->
          throw new TooManyConnections(
              "another connection uses the same key, and the market allows no further one: "
                  + status.message());
      case "error" -> refused(status.message());
      default ->
          LOG.atInfo()
              .addKeyValue("status", status.status())
              .addKeyValue("message", status.message())
              .log("the market says of its feed");
    }
  }

  private void refused(String message) throws FeedLost {
    if (message.toLowerCase(Locale.ROOT).contains("not authorized")) {
      throw new StopRoute(
          ErrorCode.MARKET_NOT_ENTITLED,
          "Cannot listen to %s of the feed at '%s': %s. The key's plan does not include it: set ticklake.market.websocket-url to the delayed feed, or buy another plan, and restart the route."
              .formatted(subscription.params(), url, message));
    }
    if (stage != Stage.SUBSCRIBED) {
      throw new FeedLost("the market refused: " + message);
    }
    LOG.atWarn().addKeyValue("message", message).log("the market's feed reports an error");
  }

  private StopRoute refusedKey(String message) {
    return new StopRoute(
        ErrorCode.MARKET_UNAUTHORIZED,
        "Cannot listen to the feed at '%s': %s. The market does not know the key: correct ticklake.market.api-key (or its file) and restart."
            .formatted(url, message));
  }
}
