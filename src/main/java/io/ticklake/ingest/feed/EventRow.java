package io.ticklake.ingest.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.SetAside;
import io.ticklake.ingest.checkpoint.TradingDays;
import io.ticklake.model.Bar;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event of a frame: the market's short names, each absent, a value, or a mistake. */
final class EventRow {
  // Before it no market had a websocket; a time of another unit than milliseconds lies before it
  // or far in the future.
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private @Nullable String kind;
  private @Nullable String ticker;
  private @Nullable String status;
  private @Nullable String message;
  private @Nullable Double start;
  private @Nullable Double open;
  private @Nullable Double high;
  private @Nullable Double low;
  private @Nullable Double close;
  private @Nullable Double volume;
  private @Nullable Double vwap;
  private @Nullable Boolean otc;
  private @Nullable Boolean simulated;
  private @Nullable String mistake;

  private EventRow() {}

  /** Reads the value that the parser stands at; afterwards the parser stands at its end. */
  static EventRow read(JsonParser json) throws IOException {
    EventRow row = new EventRow();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      row.mistake = "it is not an object";
      json.skipChildren();
      json.finishToken();
      return row;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      row.field(name, json);
      json.skipChildren();
    }
    return row;
  }

  /** What kind of event it is: {@code AM}, {@code status}; null when it does not say. */
  @Nullable String kind() {
    return kind;
  }

  @Nullable String ticker() {
    return ticker;
  }

  FeedStatus status() {
    return new FeedStatus(
        status == null ? "" : status,
        message == null ? "" : message,
        Boolean.TRUE.equals(simulated));
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "ev" -> kind = text(name, json);
      case "sym" -> ticker = text(name, json);
      case "status" -> status = text(name, json);
      case "message" -> message = text(name, json);
      case "s" -> start = number(name, json);
      case "o" -> open = number(name, json);
      case "h" -> high = number(name, json);
      case "l" -> low = number(name, json);
      case "c" -> close = number(name, json);
      case "v" -> volume = number(name, json);
      case "vw" -> vwap = number(name, json);
      case "otc" -> otc = flag(name, json);
      case "simulated" -> simulated = flag(name, json);
      default -> {} // the day's figures, and fields that later versions add
    }
  }

  private @Nullable String text(String name, JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING && !json.getText().isBlank()) {
      return json.getText();
    }
    mistake(name, json, "a text");
    return null;
  }

  // NaN and what no double can hold count as absent.
  private @Nullable Double number(String name, JsonParser json) throws IOException {
    if (!json.currentToken().isNumeric()) {
      mistake(name, json, "a number");
      return null;
    }
    double value = json.getDoubleValue();
    return Double.isFinite(value) ? value : null;
  }

  private @Nullable Boolean flag(String name, JsonParser json) throws IOException {
    if (json.currentToken().isBoolean()) {
      return json.getBooleanValue();
    }
    mistake(name, json, "true or false");
    return null;
  }

  private void mistake(String name, JsonParser json, String wanted) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL && mistake == null) {
      String found = json.currentToken().isScalarValue() ? json.getText() : "a structure";
      mistake = "'%s' is '%s', not %s".formatted(name, found, wanted);
    }
  }

  /**
   * The bar of this event. The feed does not tell the number of trades, nor adjusts for splits.
   *
   * @throws SetAside when something is missing or wrong
   */
  Bar bar(Channel channel, Reception reception) {
    if (mistake != null) {
      throw unreadable(mistake);
    }
    Instant time = time(present("s", start), reception.at());
    return new Bar(
        present("sym", ticker),
        channel.timespan(),
        time,
        TradingDays.dateOf(time),
        present("o", open),
        present("h", high),
        present("l", low),
        present("c", close),
        present("v", volume),
        vwap,
        null,
        otc,
        null,
        reception.barSource(),
        reception.at());
  }

  /** What is wrong with it, when it is of no kind. */
  SetAside withoutKind() {
    return unreadable(mistake == null ? "'ev' is missing" : mistake);
  }

  private Instant time(double millis, Instant now) {
    Instant time = Instant.ofEpochMilli((long) millis);
    if (time.isBefore(EARLIEST) || time.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw unreadable(
          "its time 's' is '%s' ms, which is before %s or in the future"
              .formatted((long) millis, EARLIEST));
    }
    return time;
  }

  private <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw unreadable("'" + name + "' is missing");
    }
    return value;
  }

  private SetAside unreadable(String why) {
    return new SetAside(
        ErrorCode.BAR_UNREADABLE,
        "Cannot read the event of %s: %s."
            .formatted(ticker == null ? "an unnamed ticker" : "'" + ticker + "'", why));
  }
}
