package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A bar as the feed tells it.
 *
 * @param dayVolume shares of the day so far
 * @param dayOpen the day's first price
 * @param dayAverage average price of the day so far, weighted by volume
 */
record FeedBar(Ticker ticker, Bar bar, double dayVolume, double dayOpen, double dayAverage) {
  private static final JsonFactory JSON = new JsonFactory();

  FeedBar with(Bar other) {
    return new FeedBar(ticker, other, dayVolume, dayOpen, dayAverage);
  }

  /**
   * The event.
   *
   * @param channel {@code AM} or {@code A}
   * @param millis how long the bar lasts
   */
  String json(String channel, long millis) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("ev", channel);
      json.writeStringField("sym", ticker.symbol());
      json.writeFieldName("av");
      json.writeNumber(NumberText.volume(dayVolume));
      BarJson.writePrice(json, "op", dayOpen);
      BarJson.writePrices(json, bar);
      BarJson.writePrice(json, "a", dayAverage);
      json.writeNumberField("z", (long) Math.max(1, bar.volume() / bar.trades()));
      json.writeNumberField("s", bar.start());
      json.writeNumberField("e", bar.start() + millis);
      if (ticker.isOtc()) {
        json.writeBooleanField("otc", true);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a StringWriter
    }
    return text.toString();
  }
}
