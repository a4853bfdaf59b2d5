package io.ticklake.embedded.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.awsapi.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members of a request; JSON null counts as absent. */
record Members(ObjectNode request) {
  Optional<String> text(String... path) throws AwsError {
    JsonNode node = at(path);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw AwsError.badRequest(
          "SerializationException", node.getNodeType() + "_VALUE can not be converted to a String");
    }
    return Optional.of(node.textValue());
  }

  String required(String member) throws AwsError {
    String camel = Character.toLowerCase(member.charAt(0)) + member.substring(1);
    var text = text(member);
    if (text.isEmpty()) {
      throw AthenaErrors.missing(camel);
    }
    return text.get();
  }

  int number(String member, int absent) throws AwsError {
    JsonNode node = request.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isNumber()) {
      throw AwsError.badRequest(
          "SerializationException",
          node.getNodeType() + "_VALUE can not be converted to an Integer");
    }
    return node.intValue();
  }

  List<String> texts(String member) {
    var texts = new ArrayList<String>();
    request.path(member).forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private JsonNode at(String... path) {
    JsonNode node = request;
    for (String member : path) {
      node = node.path(member);
    }
    return node;
  }
}
