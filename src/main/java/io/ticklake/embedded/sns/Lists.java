package io.ticklake.embedded.sns;

import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.QueryRequest;
import io.ticklake.embedded.awsapi.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists and maps of answers. */
final class Lists {
  /** As many as SNS gives at once. */
  private static final int PAGE = 100;

  private Lists() {}

  /** The page that the request's NextToken (a position) names, with the next token if any. */
  static List<XmlElement> page(String name, List<XmlElement> members, QueryRequest request)
      throws AwsError {
    int from = 0;
    Optional<String> token = request.optional("NextToken").filter(text -> !text.isEmpty());
    if (token.isPresent()) {
      from = position(token.get());
    }
    int to = Math.min(members.size(), from + PAGE);
    List<XmlElement> parts = new ArrayList<>();
    parts.add(XmlElement.of(name, members.subList(Math.min(from, to), to)));
    if (to < members.size()) {
      parts.add(XmlElement.text("NextToken", Integer.toString(to)));
    }
    return parts;
  }

  static XmlElement attributes(Map<String, String> attributes) {
    List<XmlElement> entries = new ArrayList<>();
    attributes.forEach(
        (key, value) ->
            entries.add(
                XmlElement.of(
                    "entry", XmlElement.text("key", key), XmlElement.text("value", value))));
    return XmlElement.of("Attributes", entries);
  }

  private static int position(String token) throws AwsError {
    try {
      return Integer.parseUnsignedInt(token);
    } catch (NumberFormatException e) {
      throw SnsErrors.invalid("NextToken");
    }
  }
}
