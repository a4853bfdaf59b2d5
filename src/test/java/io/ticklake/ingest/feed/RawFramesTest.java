package io.ticklake.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.ingest.RawBars;
import io.ticklake.ingest.RawLine;
import io.ticklake.model.Bar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope of a frame holds everything that its bars were made of, and which were news. */
final class RawFramesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:05.123Z");
  private static final String UNREADABLE = "{\"ev\":\"AM\",\"sym\":\"BAD\"}";

  private final Recent recent = new Recent();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void barsAreTheSameInEveryField(boolean simulated) throws IOException {
    FeedFrame frame = frame("[" + bar("AAPL", 1) + ",\n" + bar("ß\"", 2.50) + "]", simulated);

    assertThat(published(frame)).hasSize(2);
    assertThat(derived(frame).bars()).isEqualTo(published(frame));
  }

  @Test
  void barsThatWereNoNewsAreNotDerived() throws IOException {
    var unused = frame("[" + bar("AAPL", 1) + "," + bar("MSFT", 1) + "]", true);
    FeedFrame next =
        frame(
            "[%s,%s,%s,%s,%s]"
                .formatted(
                    bar("AAPL", 1), bar("MSFT", 2), UNREADABLE, bar("MSFT", 2), bar("MSFT", 1)),
            true);

    assertThat(published(next)).extracting(Bar::close).containsExactly(2.0, 1.0);
    assertThat(derived(next).bars()).isEqualTo(published(next));
    assertThat(derived(next).badRows()).isOne();
  }

  @Test
  void ofAnEnvelopeOfAnEarlierVersionAllBarsAreDerived() throws IOException {
    RawLine line =
        line(
            "{\"source\":\"websocket\",\"url\":\"ws://m\",\"status\":101,\"fetched_at\":\"2026-11-20 15:00:05.123\",\"page\":["
                + bar("AAPL", 1)
                + "]}");

    assertThat(new RawFrames().bars(line).bars())
        .singleElement()
        .returns("websocket", Bar::source)
        .returns(NOW, Bar::ingestedAt);
  }

  @Test
  void anEnvelopeThatIsDamagedIsRefused() {
    String head = "{\"url\":\"ws://m\",\"fetched_at\":\"2026-11-20 15:00:05.123\",";

    assertThatThrownBy(() -> new RawFrames().bars(line(head + "\"page\":{}}")))
        .isInstanceOf(IOException.class)
        .hasMessage("the frame is not a JSON array");
    assertThatThrownBy(() -> new RawFrames().bars(line(head + "\"repeated\":\"x\",\"page\":[]}")))
        .isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> new RawFrames().bars(line(head + "\"repeated\":\"1\"}")))
        .hasMessage("the envelope has no 'page'");
  }

  private FeedFrame frame(String text, boolean simulated) throws IOException {
    Reception reception = new Reception("ws://m/stocks", simulated, NOW);
    return FeedFrame.of(text, FrameReader.read(text, reception), reception, recent);
  }

  private static List<Bar> published(FeedFrame frame) {
    return frame.bars().stream().map(NewBar::bar).toList();
  }

  private static RawBars.Derived derived(FeedFrame frame) throws IOException {
    assertThat(frame.rawText()).doesNotContain("\n");
    return new RawFrames().bars(line(frame.rawText()));
  }

  private static RawLine line(String text) throws IOException {
    return RawLine.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String bar(String ticker, double close) {
    return "{\"ev\":\"AM\",\"sym\":\"%s\",\"v\":4110,\"vw\":NaN,\"o\":1,\"c\":%s,\"h\":9,\"l\":0.5,\"s\":1795186740000}"
        .formatted(ticker.replace("\"", "\\\""), close);
  }
}
