package io.ticklake.embedded.awsapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text that Signature Version 4 hashes: task 1 of AWS's description of the algorithm. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  static String of(HttpRequest request, List<String> signedHeaders, String payloadHash) {
    StringBuilder headers = new StringBuilder();
    for (String name : signedHeaders) {
      headers.append(name).append(':').append(value(request, name)).append('\n');
    }
    return String.join(
        "\n",
        request.method(),
        path(request.uri().getRawPath()),
        query(request.uri().getRawQuery()),
        headers,
        String.join(";", signedHeaders),
        payloadHash);
  }

  private static String value(HttpRequest request, String header) {
    List<String> values = Optional.ofNullable(request.headers().get(header)).orElse(List.of());
    return values.stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  /** Encoded once more than on the wire; only S3 signs it as it is. */
  private static String path(String rawPath) {
    if (rawPath.isEmpty()) {
      return "/";
    }
    return Arrays.stream(rawPath.split("/", -1))
        .map(CanonicalRequest::encode)
        .collect(Collectors.joining("/"));
  }

  private static String query(@Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (String pair : rawQuery.split("&", -1)) {
      String[] halves = pair.split("=", 2);
      pairs.add(recode(halves[0]) + "=" + (halves.length == 2 ? recode(halves[1]) : ""));
    }
    pairs.sort(null);
    return String.join("&", pairs);
  }

  private static String recode(String raw) {
    return encode(URLDecoder.decode(raw, UTF_8));
  }

  /** RFC 3986: the JDK's form encoding differs in blank, {@code *} and {@code ~}. */
  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
