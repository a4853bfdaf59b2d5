package io.ticklake.embedded.sns;

import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.QueryAction;
import io.ticklake.embedded.awsapi.QueryRequest;
import io.ticklake.embedded.awsapi.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Publish and PublishBatch. */
final class PublishActions {
  private static final int MAX_BATCH = 10;

  private final SnsStore store;
  private final TopicActions topics;
  private final MessageRules rules;
  private final Deliveries deliveries;

  PublishActions(SnsStore store, TopicActions topics, MessageRules rules, Deliveries deliveries) {
    this.store = store;
    this.topics = topics;
    this.rules = rules;
    this.deliveries = deliveries;
  }

  Map<String, QueryAction> all() {
    return Map.of("Publish", this::publish, "PublishBatch", this::publishBatch);
  }

  private List<XmlElement> publish(QueryRequest request) throws AwsError {
    Optional<String> arn = request.optional("TopicArn").or(() -> request.optional("TargetArn"));
    if (arn.isEmpty()) {
      throw SnsErrors.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    Topic topic = topics.existing(arn.get());
    Message message = rules.check(request, topic.arn());
    deliver(message);
    return List.of(XmlElement.text("MessageId", message.id()));
  }

  private List<XmlElement> publishBatch(QueryRequest request) throws AwsError {
    Topic topic = topics.existing(request.required("TopicArn"));
    List<QueryRequest> entries = request.list("PublishBatchRequestEntries.member");
    checkBatch(entries);
    List<XmlElement> successful = new ArrayList<>();
    List<XmlElement> failed = new ArrayList<>();
    List<Message> accepted = new ArrayList<>();
    for (QueryRequest entry : entries) {
      String id = entry.optional("Id").orElse("");
      try {
        Message message = rules.check(entry, topic.arn());
        accepted.add(message);
        successful.add(
            XmlElement.of(
                "member", XmlElement.text("Id", id), XmlElement.text("MessageId", message.id())));
      } catch (AwsError e) {
        failed.add(failure(id, e));
      }
    }
    if (accepted.stream().mapToInt(MessageRules::size).sum() > MessageRules.MAX_BYTES) {
      throw AwsError.badRequest(
          "BatchRequestTooLong",
          "The length of all the messages put together is more than the" + " limit.");
    }
    accepted.forEach(this::deliver);
    return List.of(XmlElement.of("Successful", successful), XmlElement.of("Failed", failed));
  }

  private static void checkBatch(List<QueryRequest> entries) throws AwsError {
    if (entries.isEmpty()) {
      throw AwsError.badRequest(
          "EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }
    if (entries.size() > MAX_BATCH) {
      throw AwsError.badRequest(
          "TooManyEntriesInBatchRequest",
          "The batch request contains more entries than permissible.");
    }
    Set<String> ids = new HashSet<>();
    for (QueryRequest entry : entries) {
      String id = entry.optional("Id").orElse("");
      if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
        throw AwsError.badRequest(
            "InvalidBatchEntryId",
            "The Id of a batch entry in a batch request doesn't abide by the specification.");
      }
      if (!ids.add(id)) {
        throw AwsError.badRequest(
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.");
      }
    }
  }

  private static XmlElement failure(String id, AwsError error) {
    return XmlElement.of(
        "member",
        XmlElement.text("Id", id),
        XmlElement.text("Code", error.code()),
        XmlElement.text("Message", String.valueOf(error.getMessage())),
        XmlElement.text("SenderFault", "true"));
  }

  private void deliver(Message message) {
    for (Subscription subscription : store.subscriptionsOf(message.topicArn())) {
      if (subscription.isConfirmed() && wants(subscription, message)) {
        deliveries.deliver(message, subscription);
      }
    }
  }

  private static boolean wants(Subscription subscription, Message message) {
    Optional<String> policy = subscription.filterPolicy();
    try {
      return policy.isEmpty()
          || FilterPolicy.parse(policy.get(), subscription.filterScope()).wants(message);
    } catch (AwsError e) {
      throw new IllegalStateException(
          "The filter policy of " + subscription.arn() + " in the state file cannot be read", e);
    }
  }
}
