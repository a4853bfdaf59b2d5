package io.ticklake.embedded.market.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** The server's own messages, in the vendor's words. Each is a whole frame. */
final class Statuses {
  private static final JsonFactory JSON = new JsonFactory();

  private Statuses() {}

  /** The greeting, which also says that nothing of this is real. */
  static String connected() {
    return write(
        json -> {
          one(json, "connected", "Connected Successfully");
          json.writeBooleanField("simulated", true);
          json.writeEndObject();
        });
  }

  static String authenticated() {
    return frame("auth_success", List.of("authenticated"));
  }

  static String notAuthenticated() {
    return frame("auth_failed", List.of("authentication failed"));
  }

  static String tooLate() {
    return frame("auth_timeout", List.of("No authentication request received"));
  }

  static String tooMany() {
    return frame(
        "max_connections",
        List.of(
            "Maximum number of websocket connections exceeded. You have reached the connection"
                + " limit for your account."));
  }

  static String error(String message) {
    return frame("error", List.of(message));
  }

  /** One status for each topic. */
  static String success(String what, Collection<Topic> topics) {
    return frame("success", topics.stream().map(topic -> what + ": " + topic).toList());
  }

  private static String frame(String status, List<String> messages) {
    return write(
        json -> {
          for (String message : messages) {
            one(json, status, message);
            json.writeEndObject();
          }
        });
  }

  private static void one(JsonGenerator json, String status, String message) throws IOException {
    json.writeStartObject();
    json.writeStringField("ev", "status");
    json.writeStringField("status", status);
    json.writeStringField("message", message);
  }

  private static String write(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      body.write(json);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a StringWriter
    }
    return text.toString();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
