package io.ticklake.embedded.sns;

import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.QueryAction;
import io.ticklake.embedded.awsapi.QueryRequest;
import io.ticklake.embedded.awsapi.XmlElement;
import io.ticklake.embedded.sns.Subscription.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** From Subscribe over confirmation to Unsubscribe. */
final class SubscriptionActions {
  private final SnsSettings settings;
  private final SnsStore store;
  private final TopicActions topics;
  private final Deliveries deliveries;

  SubscriptionActions(
      SnsSettings settings, SnsStore store, TopicActions topics, Deliveries deliveries) {
    this.settings = settings;
    this.store = store;
    this.topics = topics;
    this.deliveries = deliveries;
  }

  Map<String, QueryAction> all() {
    return Map.of(
        "Subscribe", this::subscribe,
        "ConfirmSubscription", this::confirm,
        "Unsubscribe", this::unsubscribe,
        "ListSubscriptions", request -> list(store.subscriptions(), request),
        "ListSubscriptionsByTopic", this::listByTopic,
        "GetSubscriptionAttributes", this::attributes,
        "SetSubscriptionAttributes", this::setAttribute);
  }

  static Subscription pending(
      String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
    return new Subscription(
        topicArn + ":" + UUID.randomUUID(),
        topicArn,
        protocol,
        endpoint,
        UUID.randomUUID().toString().replace("-", ""),
        Status.PENDING,
        attributes);
  }

  private List<XmlElement> subscribe(QueryRequest request) throws AwsError {
    Topic topic = topics.existing(request.required("TopicArn"));
    String protocol = request.required("Protocol");
    String endpoint = request.optional("Endpoint").orElse("");
    SubscriptionRules.checkEndpoint(protocol, endpoint);
    Map<String, String> attributes = request.map("Attributes");
    Subscription wanted = pending(topic.arn(), protocol, endpoint, attributes);
    SubscriptionRules.checkAttributes(wanted);
    Optional<Subscription> there =
        store.subscriptionsOf(topic.arn()).stream()
            .filter(s -> s.protocol().equals(protocol) && s.endpoint().equals(endpoint))
            .findFirst();
    if (there.isPresent() && !there.get().attributes().equals(wanted.attributes())) {
      throw SnsErrors.invalid(
          "Attributes Reason: Subscription already exists with different attributes");
    }
    Subscription subscription = there.orElse(wanted);
    if (there.isEmpty()) {
      store.put(subscription);
    }
    if (!subscription.isConfirmed()) {
      deliveries.askToConfirm(subscription);
    }
    boolean tell =
        subscription.isConfirmed()
            || request.optional("ReturnSubscriptionArn").filter("true"::equals).isPresent();
    return List.of(
        XmlElement.text("SubscriptionArn", tell ? subscription.arn() : "pending confirmation"));
  }

  private List<XmlElement> confirm(QueryRequest request) throws AwsError {
    Topic topic = topics.existing(request.required("TopicArn"));
    String token = request.required("Token");
    Subscription subscription =
        store.subscriptionsOf(topic.arn()).stream()
            .filter(s -> s.token().equals(token))
            .findFirst()
            .orElseThrow(() -> SnsErrors.invalid("Token"));
    store.put(subscription.confirmed());
    return List.of(XmlElement.text("SubscriptionArn", subscription.arn()));
  }

  private List<XmlElement> unsubscribe(QueryRequest request) throws AwsError {
    String arn = request.required("SubscriptionArn");
    SnsErrors.checkArn("SubscriptionArn", arn);
    store.deleteSubscription(arn);
    return List.of();
  }

  private List<XmlElement> listByTopic(QueryRequest request) throws AwsError {
    Topic topic = topics.existing(request.required("TopicArn"));
    return list(store.subscriptionsOf(topic.arn()), request);
  }

  private List<XmlElement> list(List<Subscription> subscriptions, QueryRequest request)
      throws AwsError {
    List<XmlElement> members =
        subscriptions.stream()
            .map(
                s ->
                    XmlElement.of(
                        "member",
                        XmlElement.text("TopicArn", s.topicArn()),
                        XmlElement.text("Protocol", s.protocol()),
                        XmlElement.text(
                            "SubscriptionArn", s.isConfirmed() ? s.arn() : "PendingConfirmation"),
                        XmlElement.text("Owner", settings.accountId()),
                        XmlElement.text("Endpoint", s.endpoint())))
            .toList();
    return Lists.page("Subscriptions", members, request);
  }

  private List<XmlElement> attributes(QueryRequest request) throws AwsError {
    Subscription subscription = existing(request);
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("SubscriptionArn", subscription.arn());
    attributes.put("TopicArn", subscription.topicArn());
    attributes.put("Owner", settings.accountId());
    attributes.put("Protocol", subscription.protocol());
    attributes.put("Endpoint", subscription.endpoint());
    attributes.put("PendingConfirmation", Boolean.toString(!subscription.isConfirmed()));
    attributes.put("ConfirmationWasAuthenticated", "false");
    attributes.put(Subscription.RAW_DELIVERY, "false");
    if (subscription.filterPolicy().isPresent()) {
      attributes.put(Subscription.FILTER_SCOPE, "MessageAttributes");
    }
    attributes.putAll(subscription.attributes());
    return List.of(Lists.attributes(attributes));
  }

  private List<XmlElement> setAttribute(QueryRequest request) throws AwsError {
    Subscription changed =
        existing(request)
            .with(request.required("AttributeName"), request.optional("AttributeValue").orElse(""));
    SubscriptionRules.checkAttributes(changed);
    store.put(changed);
    return List.of();
  }

  private Subscription existing(QueryRequest request) throws AwsError {
    String arn = request.required("SubscriptionArn");
    SnsErrors.checkArn("SubscriptionArn", arn);
    return store.subscription(arn).orElseThrow(SnsErrors::noSuchSubscription);
  }
}
