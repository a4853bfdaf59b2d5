package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class RecordJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper(Envelope.JSON);

  @Test
  void keepsOneTypeForEachNumberWhateverTheMarketWrites() throws Exception {
    assertThat(
            content(
                "{\"day\":{\"c\":189,\"v\":2.5e+06,\"vw\":NaN},\"updated\":1795208400000000000}"))
        .isEqualTo("{\"day\":{\"c\":189.0,\"v\":2500000.0},\"updated\":1795208400000000000}");
    assertThat(content("{\"lastTrade\":{\"c\":[14,41],\"i\":\"7\",\"s\":100.0,\"t\":5}}"))
        .isEqualTo("{\"lastTrade\":{\"c\":[14,41],\"i\":\"7\",\"s\":100,\"t\":5}}");
  }

  @Test
  void leavesOutTheServersTimeForTheQuestionWhetherARowIsNews() throws Exception {
    assertThat(content("{\"market\":\"open\",\"serverTime\":\"2026-11-20T10:00:00-05:00\"}"))
        .isEqualTo("{\"market\":\"open\"}");
  }

  @Test
  void saysWhereARecordIsFromBeforeItsOwnFields() throws Exception {
    assertThat(RecordJson.write(row("{\"ticker\":\"A\",\"active\":true}"), PageOf.body("{}")))
        .isEqualTo(
            "{\"source\":\"grouped-daily\",\"ingested_at\":\"2026-11-21 12:00:00.123\",\"ticker\":\"A\",\"active\":true}");
  }

  private static String content(String row) throws Exception {
    return RecordJson.content(row(row)).toString();
  }

  private static ObjectNode row(String text) throws Exception {
    return (ObjectNode) JSON.readTree(text);
  }
}
