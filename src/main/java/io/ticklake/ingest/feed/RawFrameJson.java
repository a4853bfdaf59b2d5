package io.ticklake.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ticklake.ingest.TimestampText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A frame in the envelope of raw pages, on one line; every digit stays as received. */
final class RawFrameJson {
  private static final JsonFactory JSON = new JsonFactory();
  // What HTTP said when the websocket began.
  private static final int SWITCHING_PROTOCOLS = 101;

  private RawFrameJson() {}

  static String write(String frame, Reception reception) {
    StringWriter text = new StringWriter(frame.length() + 256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("source", Reception.SOURCE);
      json.writeStringField("url", reception.url());
      json.writeNumberField("status", SWITCHING_PROTOCOLS);
      json.writeStringField("fetched_at", TimestampText.of(reception.at()));
      json.writeFieldName("page");
      // Within JSON, line breaks stand between tokens only. The raw zone holds one page a line.
      json.writeRawValue(frame.strip().replace('\n', ' ').replace('\r', ' '));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a StringWriter
    }
    return text.toString();
  }
}
