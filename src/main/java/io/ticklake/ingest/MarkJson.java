package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A mark as text. */
final class MarkJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MarkJson() {}

  static String write(Mark mark) {
    ObjectNode json = JSON.createObjectNode();
    var digests = json.putArray("digests");
    mark.digests().forEach(digests::add);
    json.put("at", mark.at().toString());
    json.put("bars", mark.bars());
    return json.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it is something else
   */
  static Mark read(String text) throws IOException {
    try {
      JsonNode json = JSON.readTree(text);
      List<String> digests = new ArrayList<>();
      json.path("digests").forEach(digest -> digests.add(digest.asText()));
      return new Mark(digests, Instant.parse(json.path("at").asText()), json.path("bars").asLong());
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IOException("no mark: " + text, e);
    }
  }
}
