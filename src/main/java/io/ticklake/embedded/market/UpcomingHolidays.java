package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The closed and shortened days of the coming twelve months, a bare array: {@code
 * /v1/marketstatus/upcoming}.
 */
record UpcomingHolidays(Market market) implements Endpoint {
  private static final List<String> EXCHANGES = List.of("NYSE", "NASDAQ");

  @Override
  public Reply answer(MarketRequest request) {
    LocalDate today = market.today();
    List<LocalDate> dates = today.plusDays(1).datesUntil(today.plusYears(1)).toList();
    return Reply.ok(
        json -> {
          json.writeStartArray();
          for (LocalDate date : dates) {
            write(json, date);
          }
          json.writeEndArray();
        });
  }

  private void write(JsonGenerator json, LocalDate date) throws IOException {
    TradingCalendar calendar = market.calendar();
    Optional<Holiday> holiday = calendar.holiday(date);
    if (holiday.isPresent()) {
      for (String exchange : EXCHANGES) {
        start(json, date, exchange, holiday.get().name(), "closed");
        json.writeEndObject();
      }
      return;
    }
    Optional<Session> session = calendar.session(date);
    if (session.isPresent() && calendar.isHalfDay(date)) {
      for (String exchange : EXCHANGES) {
        start(json, date, exchange, neighbour(date), "early-close");
        json.writeStringField("open", session.get().open().toString());
        json.writeStringField("close", session.get().close().toString());
        json.writeEndObject();
      }
    }
  }

  private static void start(
      JsonGenerator json, LocalDate date, String exchange, String name, String status)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("date", date.toString());
    json.writeStringField("exchange", exchange);
    json.writeStringField("name", name);
    json.writeStringField("status", status);
  }

  /** A half day is named after the holiday beside it. */
  private String neighbour(LocalDate halfDay) {
    TradingCalendar calendar = market.calendar();
    return calendar
        .holiday(halfDay.plusDays(1))
        .or(() -> calendar.holiday(halfDay.minusDays(1)))
        .map(Holiday::name)
        .orElse("Early close");
  }
}
