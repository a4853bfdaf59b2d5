package io.ticklake.ingest.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint as text:
 *
 * <pre>
 * {"v":1,"source":"minute-range","ticker":"AAPL","window":"2026-11","complete":false,
 *  "days":[{"day":"2026-11-20","at":"2026-11-21T12:00:00Z","rows":960,"fingerprints":"base 64"}]}
 * </pre>
 */
final class CheckpointJson {
  /** The version that is written here. */
  static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckpointJson() {}

  static byte[] write(Checkpoint checkpoint) {
    ObjectNode json = JSON.createObjectNode();
    json.put("v", VERSION);
    json.put("source", checkpoint.place().source());
    json.put("ticker", checkpoint.place().ticker());
    json.put("window", checkpoint.place().window().name());
    json.put("complete", checkpoint.isComplete());
    ArrayNode days = json.putArray("days");
    checkpoint
        .days()
        .forEach(
            (day, mark) ->
                days.addObject()
                    .put("day", day.toString())
                    .put("at", mark.at() == null ? null : mark.at().toString())
                    .put("rows", mark.rows())
                    .put("fingerprints", mark.fingerprints().text()));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Newer when a later release wrote it
   * @throws IOException when it is damaged, or of another place
   */
  static Checkpoint read(Place place, byte[] text) throws IOException, Newer {
    try {
      JsonNode json = JSON.readTree(text);
      int version = json.path("v").asInt();
      if (version > VERSION) {
        throw new Newer(version);
      }
      require(version == VERSION, "it has no version");
      require(place.source().equals(json.path("source").asText()), "it is of another source");
      require(place.ticker().equals(json.path("ticker").asText()), "it is of another ticker");
      require(json.path("days").isArray(), "it has no days");
      SortedMap<LocalDate, DayMark> days = new TreeMap<>();
      for (JsonNode day : json.path("days")) {
        days.put(LocalDate.parse(day.path("day").asText()), mark(day));
      }
      return new Checkpoint(place, days);
    } catch (JsonProcessingException e) {
      throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static DayMark mark(JsonNode day) throws IOException {
    require(day.path("rows").isInt(), "a day says no rows");
    return new DayMark(
        day.path("at").isNull() ? null : Instant.parse(day.path("at").asText()),
        day.path("rows").asInt(),
        Fingerprints.of(day.path("fingerprints").asText()));
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }

  /** A later release wrote it. */
  static final class Newer extends Exception {
    private static final long serialVersionUID = 1L;

    private final int version;

    private Newer(int version) {
      super("version " + version);
      this.version = version;
    }

    int version() {
      return version;
    }
  }
}
