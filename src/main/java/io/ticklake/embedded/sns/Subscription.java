package io.ticklake.embedded.sns;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told of a topic's messages: pending until its endpoint has confirmed with the token.
 *
 * @param protocol {@code email email-json http https}
 */
record Subscription(
    String arn,
    String topicArn,
    String protocol,
    String endpoint,
    String token,
    Status status,
    Map<String, String> attributes) {
  static final String RAW_DELIVERY = "RawMessageDelivery";
  static final String FILTER_POLICY = "FilterPolicy";
  static final String FILTER_SCOPE = "FilterPolicyScope";

  enum Status {
    PENDING,
    CONFIRMED
  }

  Subscription {
    attributes = Map.copyOf(attributes);
  }

  boolean isConfirmed() {
    return status == Status.CONFIRMED;
  }

  boolean isRaw() {
    return Boolean.parseBoolean(attributes.get(RAW_DELIVERY));
  }

  Optional<String> filterPolicy() {
    return Optional.ofNullable(attributes.get(FILTER_POLICY)).filter(text -> !text.isBlank());
  }

  FilterScope filterScope() {
    return "MessageBody".equals(attributes.get(FILTER_SCOPE))
        ? FilterScope.MESSAGE_BODY
        : FilterScope.MESSAGE_ATTRIBUTES;
  }

  Subscription confirmed() {
    return new Subscription(arn, topicArn, protocol, endpoint, token, Status.CONFIRMED, attributes);
  }

  Subscription with(String attribute, String value) {
    Map<String, String> changed = new HashMap<>(attributes);
    changed.put(attribute, value);
    return new Subscription(arn, topicArn, protocol, endpoint, token, status, changed);
  }
}
