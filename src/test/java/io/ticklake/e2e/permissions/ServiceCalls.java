package io.ticklake.e2e.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.testkit.HttpMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which rights a request to SNS, Glue or Athena needs: its operation is the action's name.
 *
 * @param account of all resources, {@code us-east-1:000000000000}
 * @param workgroup of all queries: most operations name an execution only
 */
record ServiceCalls(String account, String workgroup) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** SNS: a form. */
  List<ApiCall> ofSns(HttpMessage request) {
    Map<String, String> form =
        Arrays.stream(text(request).split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> decode(pair[1])));
    return List.of(new ApiCall("sns:" + form.get("Action"), form.getOrDefault("TopicArn", "*")));
  }

  /** Athena: JSON. */
  List<ApiCall> ofAthena(HttpMessage request) {
    return List.of(
        new ApiCall(
            "athena:" + operation(request),
            "arn:aws:athena:" + account + ":workgroup/" + workgroup));
  }

  /** Glue: JSON; what is in a database needs the right to catalogue, database and table. */
  List<ApiCall> ofGlue(HttpMessage request) {
    String operation = operation(request);
    String glue = "arn:aws:glue:" + account + ":";
    JsonNode body = json(request);
    if (operation.contains("Crawler")) {
      return List.of(
          new ApiCall("glue:" + operation, glue + "crawler/" + body.path("Name").asText()));
    }
    String database = body.path("DatabaseName").asText(body.path("Name").asText("*"));
    String table =
        body.path("TableName")
            .asText(body.at("/TableInput/Name").asText(body.path("Name").asText("*")));
    return List.of(
        new ApiCall("glue:" + operation, glue + "catalog"),
        new ApiCall("glue:" + operation, glue + "database/" + database),
        new ApiCall("glue:" + operation, glue + "table/" + database + "/" + table));
  }

  private static String operation(HttpMessage request) {
    String target = request.header("X-Amz-Target").orElseThrow();
    return target.substring(target.indexOf('.') + 1);
  }

  private static JsonNode json(HttpMessage request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(HttpMessage request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
