package io.ticklake.bench.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The loop's bars: from a row to a record, in one go. */
final class LoopBar {
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final String timespan;
  private final Header timespanHeader;
  private final StringBuilder text = new StringBuilder(512);
  private String ingestedAt = "";
  private String pageTicker = "";
  private String date = "";
  private Header dateHeader = header("dt", "");
  private long dateFrom;
  private long dateTo;
  private long stampMillis = Long.MIN_VALUE;
  private String stamp = "";

  LoopBar(KafkaProducer<byte[], byte[]> producer, String topic, String timespan) {
    this.producer = producer;
    this.topic = topic;
    this.timespan = timespan;
    this.timespanHeader = header("timespan", timespan);
  }

  void beginPage() {
    ingestedAt = FORM.format(LocalDateTime.now(ZoneOffset.UTC));
  }

  void ticker(String ticker) {
    pageTicker = ticker;
  }

  /** Sends the row that the parser stands at. */
  void send(JsonParser json) throws IOException {
    String ticker = pageTicker;
    long time = 0;
    long trades = -1;
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
    double volume = 0;
    double vwap = Double.NaN;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "T" -> ticker = json.getText();
        case "t" -> time = json.getLongValue();
        case "o" -> open = json.getDoubleValue();
        case "h" -> high = json.getDoubleValue();
        case "l" -> low = json.getDoubleValue();
        case "c" -> close = json.getDoubleValue();
        case "v" -> volume = json.getDoubleValue();
        case "vw" -> vwap = json.getDoubleValue();
        case "n" -> trades = json.getLongValue();
        default -> json.skipChildren();
      }
    }
    day(time);
    text.setLength(0);
    text.append("{\"ticker\":\"").append(ticker).append("\",\"timespan\":\"").append(timespan);
    text.append("\",\"timestamp\":\"").append(stamp(time));
    text.append("\",\"trade_date\":\"").append(date).append('"');
    number(",\"open\":", open);
    number(",\"high\":", high);
    number(",\"low\":", low);
    number(",\"close\":", close);
    number(",\"volume\":", volume);
    number(",\"vwap\":", vwap);
    text.append(",\"transactions\":").append(trades);
    text.append(",\"adjusted\":true,\"source\":\"loop\",\"ingested_at\":\"").append(ingestedAt);
    text.append("\"}");
    producer.send(
        new ProducerRecord<>(
            topic,
            null,
            ticker.getBytes(StandardCharsets.US_ASCII),
            text.toString().getBytes(StandardCharsets.US_ASCII),
            List.of(dateHeader, timespanHeader)));
  }

  private void number(String name, double value) {
    text.append(name);
    // Cents and the like; everything else the slow way.
    double scaled = Math.rint(value * 1e4);
    if (scaled / 1e4 == value && scaled < 1e15 && scaled >= 0) {
      long whole = (long) scaled;
      text.append(whole / 10_000).append('.');
      int rest = (int) (whole % 10_000);
      int unit = 1000;
      do {
        text.append((char) ('0' + rest / unit));
        rest %= unit;
        unit /= 10;
      } while (rest > 0);
      return;
    }
    text.append(new BigDecimal(Double.toString(value)).toPlainString());
  }

  private void day(long millis) {
    if (millis < dateFrom || millis >= dateTo) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), EASTERN);
      date = day.toString();
      dateHeader = header("dt", date);
      dateFrom = day.atStartOfDay(EASTERN).toInstant().toEpochMilli();
      dateTo = day.plusDays(1).atStartOfDay(EASTERN).toInstant().toEpochMilli();
    }
  }

  private String stamp(long millis) {
    if (millis != stampMillis) {
      stampMillis = millis;
      stamp = FORM.format(LocalDateTime.ofEpochSecond(millis / 1000, 0, ZoneOffset.UTC));
    }
    return stamp;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }
}
