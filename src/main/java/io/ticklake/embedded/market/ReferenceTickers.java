package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The listed tickers in order of symbol, a page at a time: {@code /v3/reference/tickers}. */
record ReferenceTickers(Market market, String address) implements Endpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  /** In a cursor: the last symbol of the page before. */
  private static final String AFTER = "ap";

  @Override
  public Reply answer(MarketRequest request) {
    Query query = request.query();
    int limit = query.count("limit", DEFAULT_LIMIT, MAX_LIMIT);
    List<Ticker> rest = market.tickers().all().stream().filter(wanted(query)).toList();
    List<Ticker> page = rest.subList(0, Math.min(limit, rest.size()));
    Optional<String> nextUrl =
        rest.size() > page.size()
            ? Optional.of(nextUrl(query, page.get(page.size() - 1)))
            : Optional.empty();
    LocalDate updated = market.today();
    return Reply.ok(json -> write(json, request.id(), page, updated, nextUrl));
  }

  private static Predicate<Ticker> wanted(Query query) {
    // Every listed ticker is active.
    boolean active = query.unlessFalse("active");
    return ticker ->
        active
            && query.text("market").map(ticker.market()::equals).orElse(true)
            && query.text("type").map(ticker.type()::equals).orElse(true)
            && query.text("ticker").map(ticker.symbol()::equals).orElse(true)
            && query.text(AFTER).map(after -> ticker.symbol().compareTo(after) > 0).orElse(true);
  }

  private String nextUrl(Query query, Ticker last) {
    return address + "/v3/reference/tickers?" + query.cursorWith(AFTER, last.symbol());
  }

  private static void write(
      JsonGenerator json,
      String requestId,
      List<Ticker> page,
      LocalDate updated,
      Optional<String> nextUrl)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("results");
    for (Ticker ticker : page) {
      write(json, ticker, updated);
    }
    json.writeEndArray();
    json.writeStringField("status", "OK");
    json.writeStringField("request_id", requestId);
    json.writeNumberField("count", page.size());
    if (nextUrl.isPresent()) {
      json.writeStringField("next_url", nextUrl.get());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Ticker ticker, LocalDate updated)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ticker", ticker.symbol());
    json.writeStringField("name", ticker.name());
    json.writeStringField("market", ticker.market());
    json.writeStringField("locale", "us");
    if (!ticker.isOtc()) {
      json.writeStringField("primary_exchange", ticker.exchange());
    }
    json.writeStringField("type", ticker.type());
    json.writeBooleanField("active", true);
    json.writeStringField("currency_name", "usd");
    json.writeStringField("last_updated_utc", updated + "T00:00:00Z");
    json.writeEndObject();
  }
}
