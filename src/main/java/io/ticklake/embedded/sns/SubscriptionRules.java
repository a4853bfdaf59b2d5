package io.ticklake.embedded.sns;

import io.ticklake.embedded.awsapi.AwsError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What SNS demands of a subscription's endpoint and attributes. */
final class SubscriptionRules {
  private static final List<String> PROTOCOLS = List.of("email", "email-json", "http", "https");
  private static final List<String> OTHERS_OF_SNS =
      List.of("sms", "sqs", "application", "lambda", "firehose");
  private static final List<String> ATTRIBUTES =
      List.of(
          Subscription.RAW_DELIVERY,
          Subscription.FILTER_POLICY,
          Subscription.FILTER_SCOPE,
          "DeliveryPolicy");

  private SubscriptionRules() {}

  static void checkEndpoint(String protocol, String endpoint) throws AwsError {
    if (OTHERS_OF_SNS.contains(protocol)) {
      throw SnsErrors.invalid(
          "Protocol Reason: the embedded SNS delivers by "
              + String.join(", ", PROTOCOLS)
              + ", not by "
              + protocol);
    }
    if (!PROTOCOLS.contains(protocol)) {
      throw SnsErrors.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
    if (protocol.startsWith("email")) {
      if (!endpoint.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+")) {
        throw SnsErrors.invalid("Email address");
      }
    } else if (!isAddress(protocol, endpoint)) {
      throw SnsErrors.invalid("Endpoint must match the specified protocol");
    }
  }

  static void checkAttributes(Subscription subscription) throws AwsError {
    for (Map.Entry<String, String> attribute : subscription.attributes().entrySet()) {
      if (!ATTRIBUTES.contains(attribute.getKey())) {
        throw SnsErrors.invalid("AttributeName");
      }
    }
    if (subscription.isRaw() && subscription.protocol().startsWith("email")) {
      throw SnsErrors.invalid(
          "Attributes Reason: Delivery protocol ["
              + subscription.protocol()
              + "] does not support raw message delivery.");
    }
    String scope = subscription.attributes().get(Subscription.FILTER_SCOPE);
    if (scope != null && !List.of("MessageAttributes", "MessageBody").contains(scope)) {
      throw SnsErrors.invalid(
          "FilterPolicyScope: Invalid value ["
              + scope
              + "]. Please use either MessageBody or"
              + " MessageAttributes");
    }
    Optional<String> policy = subscription.filterPolicy();
    if (policy.isPresent()) {
      FilterPolicy.parse(policy.get(), subscription.filterScope());
    }
  }

  private static boolean isAddress(String protocol, String endpoint) {
    try {
      URI uri = URI.create(endpoint);
      return protocol.equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
