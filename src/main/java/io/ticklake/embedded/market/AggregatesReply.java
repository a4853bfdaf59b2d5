package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The envelope of grouped, range and previous-close bodies.
 *
 * @param symbol the one ticker that was asked for; empty when the whole market was
 * @param naming whether the rows carry {@code T}
 * @param queryCount how many base bars the rows were made of
 * @param rows without rows the body has no {@code results}
 * @param status {@code OK} or {@code DELAYED}
 */
record AggregatesReply(
    Optional<String> symbol,
    BarJson.Naming naming,
    int queryCount,
    List<TickerBar> rows,
    String status,
    Optional<String> nextUrl) {

  Reply to(MarketRequest request) {
    boolean adjusted = request.query().unlessFalse("adjusted");
    return Reply.ok(json -> write(json, request.id(), adjusted));
  }

  private void write(JsonGenerator json, String requestId, boolean adjusted) throws IOException {
    json.writeStartObject();
    if (symbol.isPresent()) {
      json.writeStringField("ticker", symbol.get());
    }
    json.writeNumberField("queryCount", queryCount);
    json.writeNumberField("resultsCount", rows.size());
    json.writeBooleanField("adjusted", adjusted);
    if (!rows.isEmpty()) {
      json.writeArrayFieldStart("results");
      for (TickerBar row : rows) {
        BarJson.writeRow(json, row, naming);
      }
      json.writeEndArray();
    }
    json.writeStringField("status", status);
    json.writeStringField("request_id", requestId);
    json.writeNumberField("count", rows.size());
    if (nextUrl.isPresent()) {
      json.writeStringField("next_url", nextUrl.get());
    }
    json.writeEndObject();
  }
}
