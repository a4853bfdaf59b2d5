package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Whether the exchanges trade now: {@code /v1/marketstatus/now}. */
record StatusNow(Market market) implements Endpoint {
  private static final LocalTime EARLY_HOURS = LocalTime.of(4, 0);
  private static final Duration AFTER_HOURS = Duration.ofHours(4);

  private enum Phase {
    OPEN("open"),
    EARLY("extended-hours"),
    LATE("extended-hours"),
    CLOSED("closed");

    private final String word;

    Phase(String word) {
      this.word = word;
    }
  }

  @Override
  public Reply answer(MarketRequest request) {
    Instant now = market.now();
    return Reply.ok(json -> write(json, now, phase(now)));
  }

  private Phase phase(Instant now) {
    Optional<Session> today = market.calendar().session(TradingCalendar.dateOf(now));
    if (today.isEmpty() || now.isBefore(TradingCalendar.at(today.get().date(), EARLY_HOURS))) {
      return Phase.CLOSED;
    }
    if (now.isBefore(today.get().open())) {
      return Phase.EARLY;
    }
    if (now.isBefore(today.get().close())) {
      return Phase.OPEN;
    }
    return now.isBefore(today.get().close().plus(AFTER_HOURS)) ? Phase.LATE : Phase.CLOSED;
  }

  private static void write(JsonGenerator json, Instant now, Phase phase) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("afterHours", phase == Phase.LATE);
    json.writeBooleanField("earlyHours", phase == Phase.EARLY);
    json.writeObjectFieldStart("exchanges");
    json.writeStringField("nasdaq", phase.word);
    json.writeStringField("nyse", phase.word);
    json.writeStringField("otc", phase.word);
    json.writeEndObject();
    json.writeStringField("market", phase.word);
    json.writeStringField(
        "serverTime",
        now.truncatedTo(ChronoUnit.SECONDS)
            .atZone(TradingCalendar.EASTERN)
            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    json.writeEndObject();
  }
}
