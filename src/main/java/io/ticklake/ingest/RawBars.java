package io.ticklake.ingest;

import io.ticklake.model.Bar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives the bars of pages in the raw zone again: the rows that were published first, with every
 * field as it was. Heap: one page. For one thread.
 */
public final class RawBars implements RawZone.Lines {
  private static final Logger LOG = LoggerFactory.getLogger(RawBars.class);

  private final String topic;
  private final Map<String, Deriving> others;
  private final Consumer<ProducerRecord<byte[], byte[]>> records;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final PageReader reader = new PageReader();
  private final BarJson json = new BarJson();
  private String object = "";
  private long objects;
  private long pages;
  private long bars;
  private long badRows;
  private long badPages;

  /** Derives the bars of lines that are no answers to requests. */
  @FunctionalInterface
  public interface Deriving {
    /**
     * The bars of a line.
     *
     * @throws IOException when it cannot be read
     */
    Derived bars(RawLine line) throws IOException;
  }

  /**
   * What a line gives.
   *
   * @param bars that were published
   * @param badRows how many gave no bar
   */
  public record Derived(List<Bar> bars, int badRows) {
    public Derived {
      bars = List.copyOf(bars);
    }
  }

  /**
   * @param others who derives the bars of sources that do not ask for pages, by their names
   * @param records gets each bar as a record of the topic
   */
  public RawBars(
      String topic,
      Map<String, Deriving> others,
      Consumer<ProducerRecord<byte[], byte[]>> records) {
    this.topic = topic;
    this.others = Map.copyOf(others);
    this.records = records;
  }

  @Override
  public void object(String key) {
    object = key;
    objects++;
  }

  @Override
  public void line(byte[] line) {
    pages++;
    try {
      Derived derived = derive(RawLine.read(line));
      badRows += derived.badRows();
      for (Bar bar : derived.bars()) {
        bars++;
        records.accept(record(bar));
      }
    } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
      badPages++;
      LOG.atWarn()
          .addKeyValue("object", object)
          .addKeyValue("why", e.getMessage())
          .log("page cannot be read");
    }
  }

  private Derived derive(RawLine line) throws IOException {
    String source = line.get("source");
    Deriving other = source == null ? null : others.get(source);
    if (other != null) {
      return other.bars(line);
    }
    RawPage raw = RawPage.read(line);
    if (raw == null) {
      return new Derived(List.of(), 0);
    }
    PageRecords all = reader.records(raw.page(), context);
    return new Derived(all.bars().without(raw.part().missing()).bars(), all.unreadable().size());
  }

  private ProducerRecord<byte[], byte[]> record(Bar bar) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, utf8(bar.ticker()), utf8(json.text(bar)));
    record.headers().add("dt", utf8(bar.tradeDate().toString()));
    record.headers().add("timespan", utf8(bar.timespan().text()));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Objects read. */
  public long objects() {
    return objects;
  }

  /** Pages in them. */
  public long pages() {
    return pages;
  }

  /** Bars derived. */
  public long bars() {
    return bars;
  }

  /** Rows that gave no bar; they are in the dead-letter topic since they were received. */
  public long badRows() {
    return badRows;
  }

  /** Lines that are no page. */
  public long badPages() {
    return badPages;
  }
}
