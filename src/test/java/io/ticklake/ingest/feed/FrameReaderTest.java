package io.ticklake.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.model.Bar;
import io.ticklake.model.Timespan;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as the vendor sends them, and as it should not. */
final class FrameReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:05Z");
  private static final Reception RECEPTION = new Reception("wss://market/stocks", false, NOW);
  private static final String AAPL =
      "{\"ev\":\"AM\",\"sym\":\"AAPL\",\"v\":4110,\"av\":9.47e+06,\"op\":43.72,\"vw\":44.88,\"o\":44.87,\"c\":44.86,"
          + "\"h\":44.89,\"l\":44.85,\"a\":43.52,\"z\":685,\"s\":1795186740000,\"e\":1795186800000}";

  @Test
  void readsAMinuteBar() throws IOException {
    Frame frame = read("[" + AAPL + "]");

    assertThat(frame.unreadable()).isEmpty();
    assertThat(frame.bars())
        .containsExactly(
            new Bar(
                "AAPL",
                Timespan.MINUTE,
                Instant.parse("2026-11-20T14:59:00Z"),
                LocalDate.parse("2026-11-20"),
                44.87,
                44.89,
                44.85,
                44.86,
                4110,
                44.88,
                null,
                null,
                null,
                "websocket",
                NOW));
  }

  @Test
  void readsStatusesSecondsAndExponentsInOneFrame() throws IOException {
    Frame frame =
        read(
            "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: A.*\"},"
                + AAPL.replace("\"AM\"", "\"A\"").replace("4110", "4.11e+03")
                + ",{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":1}]");

    assertThat(frame.statuses())
        .containsExactly(new FeedStatus("success", "subscribed to: A.*", false));
    assertThat(frame.bars().get(0).timespan()).isEqualTo(Timespan.SECOND);
    assertThat(frame.bars().get(0).volume()).isEqualTo(4110);
    assertThat(frame.unknown()).isOne();
  }

  @Test
  void saysThatItIsSimulatedInEachBar() throws IOException {
    Frame frame = FrameReader.read("[" + AAPL + "]", new Reception("ws://here", true, NOW));

    assertThat(frame.bars().get(0).source()).isEqualTo("websocket (simulated)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"c\":44.86, | | 'c' is missing",
        "\"c\":44.86 | \"c\":null | 'c' is missing",
        "\"c\":44.86 | \"c\":NaN | 'c' is missing",
        "\"c\":44.86 | \"c\":\"44.86\" | 'c' is '44.86', not a number",
        "\"sym\":\"AAPL\", | | 'sym' is missing",
        "\"sym\":\"AAPL\" | \"sym\":[] | 'sym' is 'a structure', not a text",
        "\"s\":1795186740000 | \"s\":1795186740 | its time 's'",
        "\"s\":1795186740000 | \"s\":1.7e+21 | its time 's'",
        "\"ev\":\"AM\", | | 'ev' is missing",
        "\"ev\":\"AM\" | \"ev\":7 | 'ev' is '7', not a text",
      })
  void aBrokenEventHarmsNoOther(String part, String replacement, String reason) throws IOException {
    String broken = AAPL.replace(part, replacement == null ? "" : replacement);

    Frame frame = read("[" + AAPL.replace("AAPL", "A") + ", " + broken + " ," + AAPL + "]");

    assertThat(frame.bars()).extracting(Bar::ticker).containsExactly("A", "AAPL");
    UnreadableEvent event = frame.unreadable().get(0);
    assertThat(event.text()).isEqualTo(broken);
    assertThat(event.reason()).contains(reason).endsWith("[BAR_UNREADABLE]");
  }

  @Test
  void eventsThatAreNoObjectsAreUnreadable() throws IOException {
    Frame frame = read("[1,\"x\",[2,3],null," + AAPL + "]");

    assertThat(frame.bars()).hasSize(1);
    assertThat(frame.unreadable())
        .extracting(UnreadableEvent::text)
        .containsExactly("1", "\"x\"", "[2,3]", "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "{}", "7", "[", "[{]", "[{\"ev\":\"AM\"", "[] []"})
  void whatIsNoArrayIsNoFrame(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  private static Frame read(String text) throws IOException {
    return FrameReader.read(text, RECEPTION);
  }
}
