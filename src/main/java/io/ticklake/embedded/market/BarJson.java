package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Bars in the market API's short field names. */
final class BarJson {
  private BarJson() {}

  /**
   * A row of an aggregates body. Over-the-counter rows lack the number of trades, which the vendor
   * does not have either.
   */
  static void writeRow(JsonGenerator json, TickerBar row, Naming naming) throws IOException {
    json.writeStartObject();
    if (naming == Naming.TICKER) {
      json.writeStringField("T", row.ticker().symbol());
    }
    writePrices(json, row.bar());
    json.writeNumberField("t", row.bar().start());
    if (row.ticker().isOtc()) {
      json.writeBooleanField("otc", true);
    } else {
      json.writeNumberField("n", row.bar().trades());
    }
    json.writeEndObject();
  }

  /** The fields v, vw, o, c, h and l, without braces. */
  static void writePrices(JsonGenerator json, Bar bar) throws IOException {
    json.writeFieldName("v");
    json.writeNumber(NumberText.volume(bar.volume()));
    writePrice(json, "vw", bar.vwap());
    writePrice(json, "o", bar.open());
    writePrice(json, "c", bar.close());
    writePrice(json, "h", bar.high());
    writePrice(json, "l", bar.low());
  }

  static void writePrice(JsonGenerator json, String field, double price) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(NumberText.plain(price));
  }

  /** Whether a row says whose it is. */
  enum Naming {
    TICKER,
    NONE
  }
}
