package io.ticklake.ingest.feed;

import io.ticklake.ingest.BarJson;
import io.ticklake.model.Bar;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/**
 * What one frame becomes on Kafka. Camel names its members in the route.
 *
 * @param raw the frame as received, in its envelope; empty when it is no JSON array, and so no page
 * @param bars those that are news
 */
record FeedFrame(
    Reception reception,
    Optional<String> raw,
    List<NewBar> bars,
    List<UnreadableEvent> unreadable) {
  FeedFrame {
    bars = List.copyOf(bars);
    unreadable = List.copyOf(unreadable);
  }

  /** Of a frame that could be read. */
  static FeedFrame of(String text, Frame frame, Reception reception, Recent recent) {
    List<NewBar> all = frame.bars().stream().map(bar -> new NewBar(bar, recent.take(bar))).toList();
    BitSet repeated = new BitSet();
    IntStream.range(0, all.size())
        .filter(i -> all.get(i).news() == Recent.News.NONE)
        .forEach(repeated::set);
    return new FeedFrame(
        reception,
        Optional.of(RawFrameJson.write(text, reception, repeated)),
        all.stream().filter(bar -> bar.news() != Recent.News.NONE).toList(),
        frame.unreadable());
  }

  /** Of a frame that is no JSON array. */
  static FeedFrame malformed(String text, String reason, Reception reception) {
    return new FeedFrame(
        reception, Optional.empty(), List.of(), List.of(new UnreadableEvent(null, text, reason)));
  }

  /** Key of the frame itself: where it came from. */
  public String rawKey() {
    return Reception.SOURCE + "|" + reception.url();
  }

  /** The envelope as text; empty when there is none. */
  public String rawText() {
    return raw.orElse("");
  }

  /** A message for each bar that is news; corrections say so in a header. */
  List<Message> messages(CamelContext context) {
    return bars.stream().map(news -> message(news, context)).toList();
  }

  private static Message message(NewBar news, CamelContext context) {
    Bar bar = news.bar();
    Message message = new DefaultMessage(context);
    message.setHeader(KafkaConstants.KEY, bar.ticker());
    message.setHeader("dt", bar.tradeDate().toString());
    message.setHeader("timespan", bar.timespan().text());
    if (news.isCorrection()) {
      message.setHeader("correction", "true");
    }
    message.setBody(BarJson.write(bar));
    return message;
  }
}
