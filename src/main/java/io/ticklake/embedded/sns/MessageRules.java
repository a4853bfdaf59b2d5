package io.ticklake.embedded.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.QueryRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What SNS demands of a published message, from its API reference. */
final class MessageRules {
  /** Bytes of message and attributes, also of a whole batch. */
  static final int MAX_BYTES = 262_144;

  private static final int MAX_SUBJECT = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final Clock clock;

  MessageRules(Clock clock) {
    this.clock = clock;
  }

  /** The message in a Publish request or in an entry of a batch. */
  Message check(QueryRequest request, String topicArn) throws AwsError {
    String text = request.optional("Message").orElse("");
    if (text.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    Optional<String> subject = request.optional("Subject");
    if (subject.isPresent()) {
      checkSubject(subject.get());
    }
    Map<String, MessageAttribute> attributes = MessageAttribute.parse(request);
    if (size(text, attributes) > MAX_BYTES) {
      throw SnsErrors.invalid("Message too long");
    }
    Optional<JsonNode> structure = Optional.empty();
    if (request.optional("MessageStructure").filter("json"::equals).isPresent()) {
      structure = Optional.of(structure(text));
    }
    return new Message(
        UUID.randomUUID().toString(),
        topicArn,
        subject,
        structure.map(texts -> texts.path("default").asText()).orElse(text),
        structure,
        attributes,
        clock.instant());
  }

  static int size(Message message) {
    String text = message.structure().map(JsonNode::toString).orElse(message.body());
    return size(text, message.attributes());
  }

  private static int size(String text, Map<String, MessageAttribute> attributes) {
    int size = text.getBytes(UTF_8).length;
    for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
      size += attribute.getKey().length() + attribute.getValue().size();
    }
    return size;
  }

  private static void checkSubject(String subject) throws AwsError {
    boolean controls = subject.chars().anyMatch(c -> c < ' ' || c == 0x7F);
    if (subject.isBlank() || subject.length() > MAX_SUBJECT || controls) {
      throw SnsErrors.invalid("Subject");
    }
  }

  private static JsonNode structure(String text) throws AwsError {
    JsonNode texts;
    try {
      texts = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw SnsErrors.invalid("Message Structure - JSON message body failed to parse");
    }
    if (!texts.isObject()) {
      throw SnsErrors.invalid("Message Structure - JSON message body failed to parse");
    }
    if (!texts.path("default").isTextual()) {
      throw SnsErrors.invalid("Message Structure - No default entry in JSON message body");
    }
    return texts;
  }
}
