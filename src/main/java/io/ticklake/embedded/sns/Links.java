package io.ticklake.embedded.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.concurrent.CompletableFuture;

/** The addresses in messages that lead back to this server; known once it listens. */
final class Links {
  private final CompletableFuture<String> address = new CompletableFuture<>();

  void listeningAt(String httpAddress) {
    address.complete(httpAddress);
  }

  String confirm(Subscription subscription) {
    return address.join()
        + "/?Action=ConfirmSubscription&TopicArn="
        + encode(subscription.topicArn())
        + "&Token="
        + subscription.token();
  }

  String unsubscribe(Subscription subscription) {
    return address.join() + "/?Action=Unsubscribe&SubscriptionArn=" + encode(subscription.arn());
  }

  /** Named in each message; there is no certificate at it, because nothing is signed. */
  String certificate() {
    return address.join() + "/SimpleNotificationService-none.pem";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
