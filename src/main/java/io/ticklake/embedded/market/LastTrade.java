package io.ticklake.embedded.market;

/** The newest trade of one ticker that is shown: {@code /v2/last/trade/{T}}. */
record LastTrade(Market market) implements Endpoint {
  @Override
  public Reply answer(MarketRequest request) {
    Snapshot snapshot = Snapshot.of(market, market.listing(request.path().get(0)));
    String status = Snapshot.status(market);
    return Reply.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("request_id", request.id());
          json.writeFieldName("results");
          snapshot.writeTrade(json);
          json.writeStringField("status", status);
          json.writeEndObject();
        });
  }
}
