package io.ticklake.embedded.awsapi;

import io.ticklake.embedded.awsapi.SignatureRefusal.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of an {@code Authorization: AWS4-HMAC-SHA256 Credential=.., SignedHeaders=..,
 * Signature=..} header.
 *
 * @param day {@code yyyyMMdd}
 * @param signedHeaders lower case, in the order of the header
 */
record Credential(
    String keyId,
    String day,
    String region,
    String service,
    String terminator,
    List<String> signedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  static Credential parse(String authorization) throws SignatureRefusal {
    if (!authorization.startsWith(ALGORITHM)) {
      throw incomplete("Authorization header requires '" + ALGORITHM + "' as its algorithm.");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (parts.getOrDefault(name, "").isEmpty()) {
        throw incomplete("Authorization header requires '" + name + "' parameter.");
      }
    }
    String[] scope = parts.getOrDefault("Credential", "").split("/", -1);
    if (scope.length != 5) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '"
              + parts.get("Credential")
              + "'");
    }
    return new Credential(
        scope[0],
        scope[1],
        scope[2],
        scope[3],
        scope[4],
        List.of(parts.getOrDefault("SignedHeaders", "").split(";", -1)),
        parts.getOrDefault("Signature", ""));
  }

  String scope() {
    return String.join("/", day, region, service, terminator);
  }

  private static SignatureRefusal incomplete(String message) {
    return new SignatureRefusal(Reason.INCOMPLETE, message);
  }
}
