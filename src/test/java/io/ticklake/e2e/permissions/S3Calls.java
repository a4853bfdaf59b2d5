package io.ticklake.e2e.permissions;

import io.ticklake.testkit.HttpMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rights a request to S3 needs; source: "Actions, resources, and condition keys for Amazon
 * S3" in AWS's Service Authorization Reference.
 */
final class S3Calls {
  // Of lists and of the SDK's own making: no other operation by them.
  private static final Set<String> PLAIN =
      Set.of(
          "list-type",
          "prefix",
          "delimiter",
          "start-after",
          "continuation-token",
          "max-keys",
          "encoding-type",
          "x-id",
          "partNumber",
          "uploadId",
          "uploads");

  private S3Calls() {}

  static List<ApiCall> of(HttpMessage request) {
    String[] target = request.target().split("\\?", 2);
    Set<String> parameters = target.length == 1 ? Set.of() : names(target[1]);
    if (!PLAIN.containsAll(parameters)) {
      throw new IllegalArgumentException("No right is known for " + request.target());
    }
    // Path style: /bucket/key
    String path = decode(target[0].substring(1));
    String resource = "arn:aws:s3:::" + path;
    boolean bucket =
        path.indexOf('/') < 0 || path.endsWith("/") && path.indexOf('/') == path.length() - 1;
    return switch (request.method()) {
      case "GET", "HEAD" ->
          List.of(
              bucket
                  ? new ApiCall("s3:ListBucket", resource.replaceAll("/$", ""))
                  : new ApiCall("s3:GetObject", resource));
      case "PUT", "POST" -> writes(request, resource);
      case "DELETE" -> List.of(new ApiCall("s3:DeleteObject", resource));
      default -> throw new IllegalArgumentException("No right is known for " + request.head());
    };
  }

  private static List<ApiCall> writes(HttpMessage request, String resource) {
    List<ApiCall> calls = new ArrayList<>(List.of(new ApiCall("s3:PutObject", resource)));
    request
        .header("x-amz-copy-source")
        .map(source -> decode(source).replaceAll("^/", ""))
        .ifPresent(source -> calls.add(new ApiCall("s3:GetObject", "arn:aws:s3:::" + source)));
    return calls;
  }

  private static Set<String> names(String query) {
    return Arrays.stream(query.split("&"))
        .map(parameter -> parameter.replaceAll("=.*", ""))
        .collect(Collectors.toSet());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
