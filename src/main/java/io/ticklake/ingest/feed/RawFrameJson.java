package io.ticklake.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ticklake.ingest.TimestampText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A frame in the envelope of raw pages, on one line; every digit stays as received. With what the
 * envelope says {@link RawFrames} derives the same bars again.
 */
final class RawFrameJson {
  private static final JsonFactory JSON = new JsonFactory();
  // What HTTP said when the websocket began.
  private static final int SWITCHING_PROTOCOLS = 101;

  static final String REPEATED = "repeated";

  private RawFrameJson() {}

  /**
   * The line.
   *
   * @param repeated which of the frame's bars were not published, for they were no news
   */
  static String write(String frame, Reception reception, BitSet repeated) {
    StringWriter text = new StringWriter(frame.length() + 256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("source", Reception.SOURCE);
      json.writeStringField("url", reception.url());
      json.writeNumberField("status", SWITCHING_PROTOCOLS);
      json.writeStringField("fetched_at", TimestampText.of(reception.at()));
      if (reception.simulated()) {
        json.writeBooleanField("simulated", true);
      }
      if (!repeated.isEmpty()) {
        json.writeStringField(REPEATED, text(repeated));
      }
      json.writeFieldName("page");
      // Within JSON, line breaks stand between tokens only. The raw zone holds one page a line.
      json.writeRawValue(frame.strip().replace('\n', ' ').replace('\r', ' '));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a StringWriter
    }
    return text.toString();
  }

  private static String text(BitSet positions) {
    return positions.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  /**
   * What {@link #write} says of repeated bars.
   *
   * @param text null when it says nothing
   * @throws NumberFormatException when it is no list of positions
   */
  static BitSet repeated(@Nullable String text) {
    BitSet positions = new BitSet();
    if (text != null) {
      Stream.of(text.split(",", -1)).mapToInt(Integer::parseUnsignedInt).forEach(positions::set);
    }
    return positions;
  }
}
