package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * How one ticker stands in the newest session, as far as it is shown.
 *
 * @param day the session so far; {@link Bar#NONE} before the first trade
 * @param minute the newest minute
 * @param previous the session before
 * @param shownUntil the market's delayed now
 */
record Snapshot(Ticker ticker, Bar day, Bar minute, Bar previous, Instant shownUntil) {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final double CENT = 0.01;

  static Snapshot of(Market market, Listing listing) {
    Instant shown = market.now().minus(Market.DELAY);
    Session session = market.calendar().latestOpened(shown);
    Session before = market.calendar().before(session.date());
    List<Bar> minutes =
        listing.minutes(session).stream()
            .filter(bar -> bar.start() + MINUTE_MILLIS <= shown.toEpochMilli())
            .toList();
    Bar newest = minutes.isEmpty() ? Bar.NONE : minutes.get(minutes.size() - 1);
    Bar previous = market.day(listing, before).orElse(Bar.NONE);
    return new Snapshot(
        listing.ticker(), BarSum.of(minutes).orElse(Bar.NONE), newest, previous, shown);
  }

  /** {@code DELAYED} while the exchanges trade, else {@code OK}. */
  static String status(Market market) {
    Instant now = market.now();
    boolean trading =
        market
            .calendar()
            .session(market.today())
            .filter(session -> session.includes(now))
            .isPresent();
    return trading ? "DELAYED" : "OK";
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("ticker", ticker.symbol());
    double change = day.equals(Bar.NONE) ? 0 : day.close() - previous.close();
    writeRounded(json, "todaysChange", change);
    writeRounded(
        json, "todaysChangePerc", previous.equals(Bar.NONE) ? 0 : 100 * change / previous.close());
    json.writeNumberField("updated", updatedNanos());
    json.writeObjectFieldStart("day");
    BarJson.writePrices(json, day);
    json.writeEndObject();
    writeQuote(json);
    json.writeFieldName("lastTrade");
    writeTrade(json);
    writeMinute(json);
    json.writeObjectFieldStart("prevDay");
    BarJson.writePrices(json, previous);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The newest trade: the close of the newest minute, in its last second. */
  void writeTrade(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("T", ticker.symbol());
    json.writeStringField("i", Long.toString(day.trades()));
    BarJson.writePrice(json, "p", lastPrice());
    json.writeNumberField("q", day.trades());
    json.writeNumberField("s", 100);
    json.writeNumberField("t", updatedNanos());
    json.writeNumberField("x", 4);
    json.writeEndObject();
  }

  private void writeQuote(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("lastQuote");
    writeRounded(json, "P", lastPrice() + CENT);
    json.writeNumberField("S", 1);
    BarJson.writePrice(json, "p", lastPrice());
    json.writeNumberField("s", 1);
    json.writeNumberField("t", updatedNanos());
    json.writeEndObject();
  }

  private void writeMinute(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("min");
    json.writeFieldName("av");
    json.writeNumber(NumberText.volume(day.volume()));
    json.writeNumberField("t", minute.start());
    json.writeNumberField("n", minute.trades());
    BarJson.writePrices(json, minute);
    json.writeEndObject();
  }

  private double lastPrice() {
    return minute.equals(Bar.NONE) ? previous.close() : minute.close();
  }

  private long updatedNanos() {
    long millis =
        minute.equals(Bar.NONE) ? shownUntil.toEpochMilli() : minute.start() + MINUTE_MILLIS - 1;
    return millis * NANOS_OF_MILLI;
  }

  private static void writeRounded(JsonGenerator json, String field, double value)
      throws IOException {
    BarJson.writePrice(json, field, Math.rint(value * 1e4) / 1e4);
  }
}
