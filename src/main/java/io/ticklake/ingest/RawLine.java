package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of the raw zone: what was received, in an envelope of fields around it. */
public final class RawLine {
  private final Map<String, String> fields = new HashMap<>();
  private byte[] page = {};

  private RawLine() {}

  /**
   * Reads a line.
   *
   * @throws IOException when it is not one JSON object
   */
  public static RawLine read(byte[] line) throws IOException {
    RawLine raw = new RawLine();
    try (JsonParser json = Envelope.JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the line is not a JSON object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        raw.field(json.currentName(), json, line);
      }
    }
    return raw;
  }

  private void field(String name, JsonParser json, byte[] line) throws IOException {
    JsonToken value = json.nextToken();
    if (name.equals("page")) {
      int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
      json.skipChildren();
      page =
          Arrays.copyOfRange(line, from, Math.toIntExact(json.currentLocation().getByteOffset()));
    } else if (value.isScalarValue()) {
      fields.put(name, json.getText());
    } else {
      json.skipChildren();
    }
  }

  /** A field of the envelope; null when it is absent. */
  public @Nullable String get(String name) {
    return fields.get(name);
  }

  /**
   * A field of the envelope.
   *
   * @throws IOException when it is absent
   */
  public String need(String name) throws IOException {
    String value = fields.get(name);
    if (value == null) {
      throw new IOException("the envelope has no '" + name + "'");
    }
    return value;
  }

  /** Whether what was received has made-up prices. */
  public boolean isSimulated() {
    return "true".equals(get("simulated"));
  }

  /**
   * When it was received.
   *
   * @throws IOException when the envelope does not say it
   */
  public Instant fetchedAt() throws IOException {
    return LocalDateTime.parse(need("fetched_at").replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  /**
   * What was received, byte by byte.
   *
   * @throws IOException when the envelope is empty
   */
  public byte[] page() throws IOException {
    if (page.length == 0) {
      throw new IOException("the envelope has no 'page'");
    }
    return page;
  }
}
