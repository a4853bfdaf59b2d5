package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ticklake.model.Bar;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A bar as it stands on Kafka: one JSON object, fields in a fixed order, absent ones left out. */
final class BarJson {
  private static final JsonFactory JSON = new JsonFactory();

  private BarJson() {}

  static String write(Bar bar) {
    StringWriter text = new StringWriter(384);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("ticker", bar.ticker());
      json.writeStringField("timespan", bar.timespan().text());
      json.writeStringField("timestamp", TimestampText.of(bar.timestamp()));
      json.writeStringField("trade_date", bar.tradeDate().toString());
      decimal(json, "open", bar.open());
      decimal(json, "high", bar.high());
      decimal(json, "low", bar.low());
      decimal(json, "close", bar.close());
      decimal(json, "volume", bar.volume());
      decimal(json, "vwap", bar.vwap());
      if (bar.transactions() != null) {
        json.writeNumberField("transactions", bar.transactions());
      }
      flag(json, "otc", bar.otc());
      flag(json, "adjusted", bar.adjusted());
      json.writeStringField("source", bar.source());
      json.writeStringField("ingested_at", TimestampText.of(bar.ingestedAt()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a StringWriter
    }
    return text.toString();
  }

  private static void decimal(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeNumber(DecimalText.of(value));
    }
  }

  private static void flag(JsonGenerator json, String name, @Nullable Boolean value)
      throws IOException {
    if (value != null) {
      json.writeBooleanField(name, value);
    }
  }
}
