package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Members of a request, refused in the words of AWS's validation when they are missing. */
final class Members {
  private Members() {}

  static String text(ObjectNode request, String member) {
    var text = CatalogJson.text(request, member);
    if (text.isEmpty()) {
      throw missing(member);
    }
    return text;
  }

  static ObjectNode object(JsonNode request, String member) {
    if (request.path(member) instanceof ObjectNode object) {
      return object;
    }
    throw missing(member);
  }

  static JsonNode array(JsonNode request, String member, int max) {
    var array = request.path(member);
    if (!array.isArray()) {
      throw missing(member);
    }
    if (array.size() > max) {
      throw invalid(
          "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length less than or equal to %d"
              .formatted(lowerFirst(member), max));
    }
    return array;
  }

  static List<String> texts(JsonNode request, String member) {
    var texts = new ArrayList<String>();
    array(request, member, Integer.MAX_VALUE).forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static CatalogException missing(String member) {
    return invalid(
        "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
            .formatted(lowerFirst(member)));
  }

  private static CatalogException invalid(String message) {
    return new CatalogException("ValidationException", message);
  }

  private static String lowerFirst(String member) {
    return Character.toLowerCase(member.charAt(0)) + member.substring(1);
  }
}
