package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A page in its envelope, on one line. The body is not decoded: every digit stays as received. */
final class RawPageJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RawPageJson() {}

  static String write(MarketPage page) {
    StringWriter text = new StringWriter(page.body().length + 512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("source", page.request().source());
      json.writeStringField("url", page.url());
      json.writeNumberField("status", page.status());
      json.writeStringField("fetched_at", TimestampText.of(page.fetchedAt()));
      if (page.envelope().requestId() != null) {
        json.writeStringField("request_id", page.envelope().requestId());
      }
      json.writeFieldName("page");
      json.writeRawValue(oneLine(page.body()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a StringWriter
    }
    return text.toString();
  }

  // Within JSON, line breaks stand between tokens only. The raw zone holds one page a line.
  private static String oneLine(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).strip().replace('\n', ' ').replace('\r', ' ');
  }
}
