package io.ticklake.embedded.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The JSON that HTTP endpoints and email-json subscribers get, fields in SNS's order. It carries no
 * real signature: the key that would make one is Amazon's.
 */
final class Envelope {
  private static final String NOT_SIGNED = "EMBEDDED-SNS-DOES-NOT-SIGN";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Links links;

  Envelope(Links links) {
    this.links = links;
  }

  ObjectNode notification(Message message, Subscription subscription) {
    ObjectNode json = start("Notification", message.id());
    json.put("TopicArn", message.topicArn());
    message.subject().ifPresent(subject -> json.put("Subject", subject));
    json.put("Message", message.textFor(subscription.protocol()));
    end(json, message.timestamp());
    json.put("UnsubscribeURL", links.unsubscribe(subscription));
    if (!message.attributes().isEmpty()) {
      ObjectNode attributes = json.putObject("MessageAttributes");
      message
          .attributes()
          .forEach(
              (name, a) ->
                  attributes.putObject(name).put("Type", a.type()).put("Value", a.value()));
    }
    return json;
  }

  ObjectNode confirmation(Subscription subscription, Instant now) {
    ObjectNode json = start("SubscriptionConfirmation", UUID.randomUUID().toString());
    json.put("Token", subscription.token());
    json.put("TopicArn", subscription.topicArn());
    json.put(
        "Message",
        "You have chosen to subscribe to the topic "
            + subscription.topicArn()
            + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
    json.put("SubscribeURL", links.confirm(subscription));
    end(json, now);
    return json;
  }

  private static ObjectNode start(String type, String id) {
    return JsonNodeFactory.instance.objectNode().put("Type", type).put("MessageId", id);
  }

  private void end(ObjectNode json, Instant timestamp) {
    json.put("Timestamp", TIMESTAMP.format(timestamp));
    json.put("SignatureVersion", "1");
    json.put("Signature", NOT_SIGNED);
    json.put("SigningCertURL", links.certificate());
  }
}
