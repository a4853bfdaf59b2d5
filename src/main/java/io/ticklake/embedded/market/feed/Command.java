package io.ticklake.embedded.market.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a client sends.
 *
 * @param action {@code auth}, {@code subscribe} or {@code unsubscribe}; empty when it is missing
 * @param params the key, or topics
 */
record Command(String action, String params) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a client's message.
   *
   * @throws IOException when it is not one JSON object
   */
  static Command parse(String text) throws IOException {
    String action = "";
    String params = "";
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        String value = json.getValueAsString("");
        if (name.equals("action")) {
          action = value;
        } else if (name.equals("params")) {
          params = value;
        }
        json.skipChildren();
      }
    }
    return new Command(action, params);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Command[" + action + "]";
  }
}
