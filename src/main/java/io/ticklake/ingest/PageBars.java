package io.ticklake.ingest;

import io.ticklake.model.Bar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/**
 * The bars of a page, each as a message for Kafka that is made when it is asked for: the texts of a
 * page are never in memory together, beyond what the producer buffers. For one thread.
 *
 * <p>No list: its hash, for which Camel's bean language asks whenever a route asks the body
 * something, would make all of them.
 */
final class PageBars implements Iterable<Message> {
  private final CamelContext context;
  private final List<Bar> bars;
  private final long[] fingerprints;
  private final BarJson json = new BarJson();

  private PageBars(CamelContext context, List<Bar> bars, long[] fingerprints) {
    this.context = context;
    this.bars = bars;
    this.fingerprints = fingerprints;
  }

  static PageBars of(CamelContext context, List<Bar> bars) {
    return new PageBars(
        context, List.copyOf(bars), bars.stream().mapToLong(Fingerprint::of).toArray());
  }

  /** What each bar says, see {@link Fingerprint}; in the order of the bars. */
  long[] fingerprints() {
    return fingerprints.clone();
  }

  /** The bars themselves. */
  List<Bar> bars() {
    return bars;
  }

  /** Those whose fingerprint is unknown. */
  PageBars without(LongPredicate known) {
    List<Bar> unknown = new ArrayList<>();
    long[] prints = new long[fingerprints.length];
    for (int i = 0; i < fingerprints.length; i++) {
      if (!known.test(fingerprints[i])) {
        prints[unknown.size()] = fingerprints[i];
        unknown.add(bars.get(i));
      }
    }
    return new PageBars(context, List.copyOf(unknown), Arrays.copyOf(prints, unknown.size()));
  }

  @Override
  public Iterator<Message> iterator() {
    return bars.stream().map(this::message).iterator();
  }

  private Message message(Bar bar) {
    Message message = new BarMessage(context);
    message.setHeader(KafkaConstants.KEY, bar.ticker());
    message.setHeader("dt", json.date(bar.tradeDate()));
    message.setHeader("timespan", bar.timespan().text());
    message.setBody(json.text(bar));
    return message;
  }

  /** How many. */
  int size() {
    return bars.size();
  }

  // Headers of exactly these names: Camel's own map compares names letter by letter, in both cases.
  private static final class BarMessage extends DefaultMessage {
    BarMessage(CamelContext context) {
      super(context);
    }

    @Override
    protected Map<String, Object> createHeaders() {
      return new HashMap<>();
    }
  }
}
