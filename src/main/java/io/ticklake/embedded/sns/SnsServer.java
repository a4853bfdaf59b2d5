package io.ticklake.embedded.sns;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedServer;
import io.ticklake.embedded.awsapi.QueryAction;
import io.ticklake.embedded.awsapi.QueryRpcServer;
import io.ticklake.embedded.awsapi.QueryRpcServer.QueryService;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SNS on loopback: standard topics, subscriptions by e-mail (a file per message) and HTTP, filter
 * policies. What it knows survives a restart; HTTP deliveries that wait do not.
 */
public final class SnsServer implements EmbeddedServer {
  private static final QueryService SNS =
      new QueryService(
          "sns",
          "http://sns.amazonaws.com/doc/2010-03-31/",
          // What stands in the links of its messages.
          Set.of("ConfirmSubscription", "Unsubscribe"));

  private final SnsStore store;
  private final Deliveries deliveries;
  private final QueryRpcServer http;

  private SnsServer(SnsSettings settings, AccessKey key, Clock clock, Duration retryDelay) {
    Links links = new Links();
    store = SnsStore.open(settings.stateFile());
    deliveries =
        new Deliveries(
            new MailBox(settings.mailDir(), clock), new HttpPoster(retryDelay), links, clock);
    TopicActions topics = new TopicActions(settings, store);
    Map<String, QueryAction> actions = new HashMap<>(topics.all());
    actions.putAll(new SubscriptionActions(settings, store, topics, deliveries).all());
    actions.putAll(new PublishActions(store, topics, new MessageRules(clock), deliveries).all());
    http = QueryRpcServer.start(SNS, actions, key);
    links.listeningAt(http.address());
  }

  /**
   * Starts with what an earlier run left.
   *
   * @throws java.io.UncheckedIOException when the state file or the mail directory cannot be used
   */
  public static SnsServer start(SnsSettings settings, AccessKey key) {
    return start(settings, key, Clock.systemUTC(), HttpPoster.RETRY_DELAY);
  }

  static SnsServer start(SnsSettings settings, AccessKey key, Clock clock, Duration retryDelay) {
    return new SnsServer(settings, key, clock, retryDelay);
  }

  /**
   * Makes sure that the topic exists and, if an address is given, that it gets the topic's messages
   * without being asked to confirm.
   */
  public void provision(String topicArn, Optional<String> email) {
    if (!topicArn.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}")) {
      throw new IllegalArgumentException(
          "'"
              + topicArn
              + "' is not the ARN of a standard topic, such as"
              + " 'arn:aws:sns:us-east-1:000000000000:objects'");
    }
    if (store.topic(topicArn).isEmpty()) {
      store.put(new Topic(topicArn, Map.of()));
    }
    if (email.isPresent()) {
      subscribe(topicArn, email.get());
    }
  }

  private void subscribe(String topicArn, String email) {
    Optional<Subscription> there =
        store.subscriptionsOf(topicArn).stream()
            .filter(s -> s.protocol().equals("email") && s.endpoint().equals(email))
            .findFirst();
    if (there.filter(Subscription::isConfirmed).isEmpty()) {
      store.put(
          there
              .orElseGet(() -> SubscriptionActions.pending(topicArn, "email", email, Map.of()))
              .confirmed());
    }
  }

  @Override
  public String address() {
    return http.address();
  }

  @Override
  public void close() {
    http.close();
    deliveries.close();
  }
}
