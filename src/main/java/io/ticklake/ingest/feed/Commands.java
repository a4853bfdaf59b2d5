package io.ticklake.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ticklake.config.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What is said to the market. */
final class Commands {
  private static final JsonFactory JSON = new JsonFactory();

  private Commands() {}

  /** Holds the key: for the socket only. */
  static String authenticate(Secret key) {
    return command("auth", key.reveal());
  }

  static String subscribe(Subscription subscription) {
    return command("subscribe", subscription.params());
  }

  private static String command(String action, String params) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("action", action);
      json.writeStringField("params", params);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a StringWriter
    }
    return text.toString();
  }
}
