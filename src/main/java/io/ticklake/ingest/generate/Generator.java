package io.ticklake.ingest.generate;

import io.ticklake.model.Timespan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Makes bars up, for ever: each ticker in turn, on each day in turn, then the next minute. When all
 * minutes of the days are made it begins again, and bars are there in further versions. For one
 * thread.
 */
public final class Generator {
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final int MINUTES = 390;
  // ingested_at is as exact as its clock is looked at.
  private static final int CLOCK_EVERY = 1024;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String topic;
  private final GeneratorPlan plan;
  private final Clock clock;
  private final List<byte[]> tickers;
  private final List<byte[]> dates = new ArrayList<>();
  private final List<List<Header>> headers = new ArrayList<>();
  private final Deque<SchemaChange> changes = new ArrayDeque<>();
  private final BarFields fields;
  private final Instance bar;
  private final ByteText text = new ByteText();
  private long made;
  private int day;

  /**
   * @throws IllegalArgumentException when a change names a field that bars do not have then, or
   *     have already
   */
  public Generator(String topic, GeneratorPlan plan, Clock clock) {
    this.topic = topic;
    this.plan = plan;
    this.clock = clock;
    this.tickers = tickers(plan.tickers());
    SplittableRandom random = new SplittableRandom(plan.seed());
    this.bar = new Instance(plan.tickers(), random);
    plan.changes().stream()
        .sorted(Comparator.comparingLong(SchemaChange::after))
        .forEach(changes::add);
    // They are tried before anything is made.
    BarFields trial = new BarFields(tickers, plan.timespan(), random);
    changes.forEach(trial::apply);
    this.fields = new BarFields(tickers, plan.timespan(), random);
    for (LocalDate date : plan.days()) {
      dates.add(ascii(date.toString()));
      headers.add(
          List.of(
              new RecordHeader("dt", ascii(date.toString())),
              new RecordHeader("timespan", ascii(plan.timespan().text()))));
    }
  }

  // Names that nobody takes for real ones, all of one length so that they sort by number.
  private static List<byte[]> tickers(int count) {
    int digits = Integer.toString(count - 1).length();
    List<byte[]> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(ascii(("SIM%0" + digits + "d").formatted(i)));
    }
    return names;
  }

  /** The next record. */
  public ProducerRecord<byte[], byte[]> next() {
    while (!changes.isEmpty() && changes.element().after() <= made) {
      fields.apply(changes.remove());
    }
    if (made % CLOCK_EVERY == 0) {
      bar.ingested(ascii(TIMESTAMP.format(clock.instant())));
    }
    int ticker = (int) (made % tickers.size());
    if (ticker == 0) {
      nextTime(made / tickers.size());
    }
    made++;
    bar.next(ticker);
    text.clear();
    fields.write(text, bar);
    return new ProducerRecord<>(
        topic, null, null, tickers.get(ticker), text.toBytes(), headers.get(day));
  }

  private void nextTime(long round) {
    int days = plan.days().size();
    day = (int) (round % days);
    LocalTime time =
        plan.timespan() == Timespan.DAY ? CLOSE : OPEN.plusMinutes(round / days % MINUTES);
    bar.times(
        ascii(TIMESTAMP.format(plan.days().get(day).atTime(time).atZone(EASTERN))), dates.get(day));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
