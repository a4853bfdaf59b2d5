package io.ticklake.ingest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ticklake.model.Bar;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A bar as it stands on Kafka: one JSON object, fields in a fixed order, absent ones left out.
 * Keeps the texts that most bars of a page share. For one thread.
 */
public final class BarJson {
  private static final JsonStringEncoder STRINGS = JsonStringEncoder.getInstance();

  private final StringBuilder text = new StringBuilder(512);
  private LocalDate day = LocalDate.MIN;
  private String dayText = "";
  private Instant time = Instant.MIN;
  private String timeText = "";
  private Instant ingested = Instant.MIN;
  private String ingestedText = "";

  BarJson() {}

  /** The JSON text of one bar. */
  public static String write(Bar bar) {
    return new BarJson().text(bar);
  }

  /** The same, for bars that come by the thousand. */
  String text(Bar bar) {
    text.setLength(0);
    text.append("{\"ticker\":\"");
    STRINGS.quoteAsString(bar.ticker(), text);
    text.append("\",\"timespan\":\"").append(bar.timespan().text());
    text.append("\",\"timestamp\":\"").append(timestamp(bar.timestamp()));
    text.append("\",\"trade_date\":\"").append(date(bar.tradeDate()));
    text.append("\",\"open\":");
    DecimalText.append(text, bar.open());
    decimal(",\"high\":", bar.high());
    decimal(",\"low\":", bar.low());
    decimal(",\"close\":", bar.close());
    decimal(",\"volume\":", bar.volume());
    optional(bar);
    text.append(",\"source\":\"");
    STRINGS.quoteAsString(bar.source(), text);
    text.append("\",\"ingested_at\":\"").append(ingested(bar.ingestedAt())).append("\"}");
    return text.toString();
  }

  private void optional(Bar bar) {
    Double vwap = bar.vwap();
    if (vwap != null) {
      decimal(",\"vwap\":", vwap);
    }
    Long transactions = bar.transactions();
    if (transactions != null) {
      text.append(",\"transactions\":").append(transactions.longValue());
    }
    flag(",\"otc\":", bar.otc());
    flag(",\"adjusted\":", bar.adjusted());
  }

  private void decimal(String name, double value) {
    DecimalText.append(text.append(name), value);
  }

  private void flag(String name, @Nullable Boolean value) {
    if (value != null) {
      text.append(name).append(value.booleanValue());
    }
  }

  private String timestamp(Instant value) {
    if (!value.equals(time)) {
      time = value;
      timeText = TimestampText.of(value);
    }
    return timeText;
  }

  /** The text of a date, made once for bars of one day. */
  String date(LocalDate value) {
    if (!value.equals(day)) {
      day = value;
      dayText = value.toString();
    }
    return dayText;
  }

  private String ingested(Instant value) {
    if (!value.equals(ingested)) {
      ingested = value;
      ingestedText = TimestampText.of(value);
    }
    return ingestedText;
  }
}
