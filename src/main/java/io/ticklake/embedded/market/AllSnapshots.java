package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How all tickers, or those of {@code tickers=A,B}, stand: {@code
 * /v2/snapshot/locale/us/markets/stocks/tickers}. Symbols that are not listed are passed over.
 */
record AllSnapshots(Market market) implements Endpoint {
  @Override
  public Reply answer(MarketRequest request) {
    List<Snapshot> snapshots =
        tickers(request.query())
            .map(ticker -> Snapshot.of(market, market.listing(ticker.symbol())))
            .toList();
    String status = Snapshot.status(market);
    return Reply.ok(json -> write(json, request.id(), status, snapshots));
  }

  private Stream<Ticker> tickers(Query query) {
    Optional<String> wanted = query.text("tickers");
    if (wanted.isPresent()) {
      return Stream.of(wanted.get().split(",", -1))
          .distinct()
          .flatMap(symbol -> market.tickers().find(symbol).stream());
    }
    boolean withOtc = query.onlyIfTrue("include_otc");
    Collection<Ticker> all = market.tickers().all();
    return all.stream().filter(ticker -> withOtc || !ticker.isOtc());
  }

  private static void write(
      JsonGenerator json, String requestId, String status, List<Snapshot> snapshots)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("status", status);
    json.writeStringField("request_id", requestId);
    json.writeNumberField("count", snapshots.size());
    json.writeArrayFieldStart("tickers");
    for (Snapshot snapshot : snapshots) {
      snapshot.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
