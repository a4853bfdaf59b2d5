package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;

/**
 * One ticker's day, flat: {@code /v1/open-close/{T}/{date}}. Nothing is simulated outside regular
 * hours, so {@code preMarket} equals the open and {@code afterHours} the close.
 */
record OpenClose(Market market) implements Endpoint {
  @Override
  public Reply answer(MarketRequest request) {
    Listing listing = market.listing(request.path().get(0));
    LocalDate date = Parameters.date("date", request.path().get(1));
    Bar bar =
        market
            .endedSession(date)
            .flatMap(session -> market.day(listing, session))
            .orElseThrow(() -> Refusal.notFound("Data not found."));
    return Reply.ok(json -> write(json, request.id(), listing.ticker(), date, bar));
  }

  private static void write(
      JsonGenerator json, String requestId, Ticker ticker, LocalDate date, Bar bar)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("status", "OK");
    json.writeStringField("request_id", requestId);
    json.writeStringField("from", date.toString());
    json.writeStringField("symbol", ticker.symbol());
    BarJson.writePrice(json, "open", bar.open());
    BarJson.writePrice(json, "high", bar.high());
    BarJson.writePrice(json, "low", bar.low());
    BarJson.writePrice(json, "close", bar.close());
    json.writeFieldName("volume");
    json.writeNumber(NumberText.volume(bar.volume()));
    BarJson.writePrice(json, "afterHours", bar.close());
    BarJson.writePrice(json, "preMarket", bar.open());
    if (ticker.isOtc()) {
      json.writeBooleanField("otc", true);
    }
    json.writeEndObject();
  }
}
