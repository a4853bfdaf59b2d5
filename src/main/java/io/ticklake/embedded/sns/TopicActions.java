package io.ticklake.embedded.sns;

import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.QueryAction;
import io.ticklake.embedded.awsapi.QueryRequest;
import io.ticklake.embedded.awsapi.XmlElement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Making, describing and deleting topics. */
final class TopicActions {
  private static final List<String> SETTABLE =
      List.of(
          "DeliveryPolicy",
          "DisplayName",
          "KmsMasterKeyId",
          "Policy",
          "SignatureVersion",
          "TracingConfig");

  private final SnsSettings settings;
  private final SnsStore store;

  TopicActions(SnsSettings settings, SnsStore store) {
    this.settings = settings;
    this.store = store;
  }

  Map<String, QueryAction> all() {
    return Map.of(
        "CreateTopic", this::create,
        "DeleteTopic", this::delete,
        "GetTopicAttributes", this::attributes,
        "SetTopicAttributes", this::setAttribute,
        "ListTopics", this::list);
  }

  /** The topic of a request, which must exist. */
  Topic existing(String arn) throws AwsError {
    SnsErrors.checkArn("TopicArn", arn);
    return store.topic(arn).orElseThrow(SnsErrors::noSuchTopic);
  }

  private List<XmlElement> create(QueryRequest request) throws AwsError {
    String name = request.required("Name");
    Map<String, String> attributes = request.map("Attributes");
    if (name.endsWith(".fifo") || attributes.containsKey("FifoTopic")) {
      throw SnsErrors.invalid("Topic Name Reason: the embedded SNS has standard topics only");
    }
    if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
      throw SnsErrors.invalid("Topic Name");
    }
    for (String attribute : attributes.keySet()) {
      checkSettable(attribute);
    }
    String arn = "arn:aws:sns:%s:%s:%s".formatted(settings.region(), settings.accountId(), name);
    Topic topic = store.topic(arn).orElse(null);
    if (topic == null) {
      store.put(new Topic(arn, attributes));
    } else if (!topic.attributes().entrySet().containsAll(attributes.entrySet())) {
      throw SnsErrors.invalid("Attributes Reason: Topic already exists with different attributes");
    }
    return List.of(XmlElement.text("TopicArn", arn));
  }

  private List<XmlElement> delete(QueryRequest request) throws AwsError {
    String arn = request.required("TopicArn");
    SnsErrors.checkArn("TopicArn", arn);
    store.deleteTopic(arn);
    return List.of();
  }

  private List<XmlElement> attributes(QueryRequest request) throws AwsError {
    Topic topic = existing(request.required("TopicArn"));
    List<Subscription> subscriptions = store.subscriptionsOf(topic.arn());
    long confirmed = subscriptions.stream().filter(Subscription::isConfirmed).count();
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("TopicArn", topic.arn());
    attributes.put("Owner", settings.accountId());
    attributes.put("DisplayName", "");
    attributes.put("Policy", policy(topic.arn()));
    attributes.put("SubscriptionsConfirmed", Long.toString(confirmed));
    attributes.put("SubscriptionsPending", Long.toString(subscriptions.size() - confirmed));
    attributes.put("SubscriptionsDeleted", "0");
    attributes.putAll(topic.attributes());
    return List.of(Lists.attributes(attributes));
  }

  private List<XmlElement> setAttribute(QueryRequest request) throws AwsError {
    Topic topic = existing(request.required("TopicArn"));
    String name = request.required("AttributeName");
    checkSettable(name);
    Map<String, String> attributes = new HashMap<>(topic.attributes());
    attributes.put(name, request.optional("AttributeValue").orElse(""));
    store.put(new Topic(topic.arn(), attributes));
    return List.of();
  }

  private List<XmlElement> list(QueryRequest request) throws AwsError {
    List<XmlElement> members =
        store.topics().stream()
            .map(topic -> XmlElement.of("member", XmlElement.text("TopicArn", topic.arn())))
            .toList();
    return Lists.page("Topics", members, request);
  }

  private static void checkSettable(String attribute) throws AwsError {
    if (!SETTABLE.contains(attribute)) {
      throw SnsErrors.invalid("AttributeName");
    }
  }

  /** The policy of a new topic: its owner may do everything. */
  private String policy(String arn) {
    return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":"
        + "\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
        + "\"Action\":[\"SNS:Publish\",\"SNS:Subscribe\"],\"Resource\":\""
        + arn
        + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\""
        + settings.accountId()
        + "\"}}}]}";
  }
}
