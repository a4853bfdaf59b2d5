package io.ticklake.embedded.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.QueryRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A typed attribute of a message.
 *
 * @param type {@code String String.Array Number Binary}, or one of these with a suffix of the
 *     sender's
 * @param value binary as Base64
 */
record MessageAttribute(String type, String value) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads {@code MessageAttributes.entry.N.*}. */
  static Map<String, MessageAttribute> parse(QueryRequest request) throws AwsError {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    for (QueryRequest entry : request.list("MessageAttributes.entry")) {
      String name = entry.optional("Name").orElse("");
      attributes.put(
          name,
          of(
              name,
              entry.optional("Value.DataType").orElse(""),
              entry
                  .optional("Value.StringValue")
                  .or(() -> entry.optional("Value.BinaryValue"))
                  .orElse("")));
    }
    return attributes;
  }

  private static MessageAttribute of(String name, String type, String value) throws AwsError {
    if (!name.matches("[A-Za-z0-9_.-]{1,256}")) {
      throw refused(
          "The message attribute name '" + name + "' must be 1 to 256 of A-Z a-z 0-9 _ - .");
    }
    if (type.isEmpty()) {
      throw refused(
          "The message attribute '" + name + "' must contain non-empty message attribute type.");
    }
    if (!type.matches("(String|Number|Binary)(\\..*)?")) {
      throw refused(
          "The message attribute '"
              + name
              + "' has an invalid message attribute type, the set of supported type prefixes is"
              + " Binary, Number, and String.");
    }
    if (value.isEmpty()) {
      throw refused(
          "The message attribute '"
              + name
              + "' must contain non-empty message attribute value for message attribute type '"
              + type
              + "'.");
    }
    MessageAttribute attribute = new MessageAttribute(type, value);
    if (attribute.isNumber()) {
      try {
        attribute.number();
      } catch (NumberFormatException e) {
        throw refused("Could not cast message attribute '" + name + "' value to number.");
      }
    }
    return attribute;
  }

  /** What a filter policy compares: a text, a number, or each element of a String.Array. */
  List<JsonNode> values() {
    if (isNumber()) {
      return List.of(DecimalNode.valueOf(number()));
    }
    if (type.equals("String.Array")) {
      try {
        JsonNode array = JSON.readTree(value);
        if (array.isArray()) {
          return List.copyOf(array.valueStream().toList());
        }
      } catch (JsonProcessingException e) {
        // As SNS has it: a text that is no array is compared as the text it is.
        return List.of(TextNode.valueOf(value));
      }
    }
    return List.of(TextNode.valueOf(value));
  }

  int size() {
    return type.getBytes(UTF_8).length + value.getBytes(UTF_8).length;
  }

  private boolean isNumber() {
    return type.equals("Number") || type.startsWith("Number.");
  }

  private BigDecimal number() {
    return new BigDecimal(value.strip());
  }

  private static AwsError refused(String message) {
    return AwsError.badRequest("ParameterValueInvalid", message);
  }
}
