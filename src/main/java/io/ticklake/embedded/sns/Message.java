package io.ticklake.embedded.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that passed the rules.
 *
 * @param body as published; with a structure, its default text
 * @param structure of MessageStructure=json: a text per protocol
 */
record Message(
    String id,
    String topicArn,
    Optional<String> subject,
    String body,
    Optional<JsonNode> structure,
    Map<String, MessageAttribute> attributes,
    Instant timestamp) {
  /** The text that subscribers of a protocol get. */
  String textFor(String protocol) {
    return structure
        .map(texts -> texts.path(protocol))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .orElse(body);
  }
}
