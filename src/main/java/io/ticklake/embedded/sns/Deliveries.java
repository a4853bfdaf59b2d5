package io.ticklake.embedded.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.sns.HttpPoster.Post;
import io.ticklake.embedded.sns.MailBox.Mail;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to subscribers. An e-mail is written before the publisher gets its answer; HTTP
 * happens in the background. A delivery that fails is the subscriber's loss: it is logged, and the
 * publisher does not hear of it, as with SNS.
 */
final class Deliveries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final String DEFAULT_SUBJECT = "AWS Notification Message";

  private final MailBox mailBox;
  private final HttpPoster poster;
  private final Links links;
  private final Envelope envelope;
  private final Clock clock;

  Deliveries(MailBox mailBox, HttpPoster poster, Links links, Clock clock) {
    this.mailBox = mailBox;
    this.poster = poster;
    this.links = links;
    this.envelope = new Envelope(links);
    this.clock = clock;
  }

  void deliver(Message message, Subscription subscription) {
    switch (subscription.protocol()) {
      case "email" -> mail(message, subscription, readable(message, subscription));
      case "email-json" ->
          mail(message, subscription, envelope.notification(message, subscription).toString());
      default -> post(message, subscription);
    }
  }

  /** Asks the endpoint whether it wants the subscription. */
  void askToConfirm(Subscription subscription) {
    ObjectNode json = envelope.confirmation(subscription, clock.instant());
    String id = json.path("MessageId").asText();
    if (subscription.protocol().startsWith("http")) {
      Map<String, String> headers = headers("SubscriptionConfirmation", id, subscription);
      poster.send(new Post(URI.create(subscription.endpoint()), headers, json.toString()));
      return;
    }
    String text =
        "You have chosen to subscribe to the topic:\n"
            + subscription.topicArn()
            + "\n\nTo confirm this subscription, click or visit the link below (If this was in"
            + " error no action is necessary):\n"
            + links.confirm(subscription)
            + "\n";
    write(
        new Mail(
            id, subscription.endpoint(), "AWS Notification - Subscription Confirmation", text));
  }

  private String readable(Message message, Subscription subscription) {
    return message.textFor("email")
        + "\n\n--\nIf you wish to stop receiving notifications from this topic, please click or"
        + " visit the link below to unsubscribe:\n"
        + links.unsubscribe(subscription)
        + "\n\nPlease do not reply directly to this email. If you have any questions or comments"
        + " regarding this email, please contact us at https://aws.amazon.com/support\n";
  }

  private void mail(Message message, Subscription subscription, String body) {
    write(
        new Mail(
            // One message may reach several addresses.
            UUID.nameUUIDFromBytes((message.id() + subscription.arn()).getBytes(UTF_8)).toString(),
            subscription.endpoint(),
            message.subject().orElse(DEFAULT_SUBJECT),
            body));
  }

  private void write(Mail mail) {
    try {
      mailBox.deliver(mail);
    } catch (UncheckedIOException e) {
      LOG.atError().setCause(e).addKeyValue("to", mail.to()).log("e-mail not delivered");
    }
  }

  private void post(Message message, Subscription subscription) {
    Map<String, String> headers = headers("Notification", message.id(), subscription);
    headers.put("x-amz-sns-subscription-arn", subscription.arn());
    String body = envelope.notification(message, subscription).toString();
    if (subscription.isRaw()) {
      headers.put("x-amz-sns-rawdelivery", "true");
      body = message.textFor(subscription.protocol());
    }
    poster.send(new Post(URI.create(subscription.endpoint()), headers, body));
  }

  private static Map<String, String> headers(String type, String id, Subscription subscription) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amz-sns-message-type", type);
    headers.put("x-amz-sns-message-id", id);
    headers.put("x-amz-sns-topic-arn", subscription.topicArn());
    // So SNS, although the body is JSON.
    headers.put("Content-Type", "text/plain; charset=UTF-8");
    headers.put("User-Agent", "Amazon Simple Notification Service Agent");
    return headers;
  }

  @Override
  public void close() {
    poster.close();
  }
}
