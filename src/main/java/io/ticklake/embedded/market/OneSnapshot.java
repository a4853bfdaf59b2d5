package io.ticklake.embedded.market;

/** How one ticker stands: {@code /v2/snapshot/locale/us/markets/stocks/tickers/{T}}. */
record OneSnapshot(Market market) implements Endpoint {
  @Override
  public Reply answer(MarketRequest request) {
    Snapshot snapshot = Snapshot.of(market, market.listing(request.path().get(0)));
    String status = Snapshot.status(market);
    return Reply.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("request_id", request.id());
          json.writeStringField("status", status);
          json.writeFieldName("ticker");
          snapshot.write(json);
          json.writeEndObject();
        });
  }
}
