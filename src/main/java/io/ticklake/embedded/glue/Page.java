package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list, as MaxResults and NextToken of a request ask for it.
 *
 * @param nextToken empty on the last page
 */
record Page<T>(List<T> items, String nextToken) {
  static <T> Page<T> of(List<T> all, ObjectNode request, int max) {
    var from = offset(CatalogJson.text(request, "NextToken"));
    var to = (int) Math.min(all.size(), (long) from + size(request.path("MaxResults"), max));
    var items = all.subList(Math.min(from, all.size()), to);
    return new Page<>(items, to < all.size() ? token(to) : "");
  }

  /** The answer with these items under a name and the token, if there is more. */
  ObjectNode answer(String member, Function<T, JsonNode> json) {
    var node = JsonNodeFactory.instance.objectNode();
    var array = node.putArray(member);
    items.forEach(item -> array.add(json.apply(item)));
    CatalogJson.putText(node, "NextToken", nextToken);
    return node;
  }

  private static int size(JsonNode asked, int max) {
    if (asked.isMissingNode() || asked.isNull()) {
      return max;
    }
    if (asked.asInt() < 1 || asked.asInt() > max) {
      throw new CatalogException(
          "ValidationException",
          "1 validation error detected: Value '%s' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and %d"
              .formatted(asked.asText(), max));
    }
    return asked.asInt();
  }

  private static String token(int offset) {
    var text = Integer.toString(offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(text);
  }

  private static int offset(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return Integer.parseUnsignedInt(text);
    } catch (IllegalArgumentException e) {
      throw CatalogException.badInput("Invalid NextToken '" + token + "'");
    }
  }
}
