package io.ticklake.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.ticklake.errors.SetAside;
import io.ticklake.model.Bar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads frames, event by event: one that cannot be read does not harm the others. */
final class FrameReader {
  // NaN occurs unquoted where there is no value.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final String STATUS = "status";

  private FrameReader() {}

  /**
   * Reads a frame from end to end.
   *
   * @throws IOException when it is not one JSON array
   */
  static Frame read(String text, Reception reception) throws IOException {
    Events events = new Events(text, reception);
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("the frame is not a JSON array");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        events.event(json);
      }
      if (json.nextToken() != null) {
        throw new IOException("the frame goes on after its JSON array");
      }
    }
    return events.frame();
  }

  private static final class Events {
    private final String text;
    private final Reception reception;
    private final List<FeedStatus> statuses = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private final List<UnreadableEvent> unreadable = new ArrayList<>();
    private int unknown;

    Events(String text, Reception reception) {
      this.text = text;
      this.reception = reception;
    }

    void event(JsonParser json) throws IOException {
      int from = (int) json.currentTokenLocation().getCharOffset();
      EventRow row = EventRow.read(json);
      int to = (int) json.currentLocation().getCharOffset();
      try {
        take(row);
      } catch (SetAside e) {
        unreadable.add(
            new UnreadableEvent(
                row.ticker(), text.substring(from, to), String.valueOf(e.getMessage())));
      }
    }

    private void take(EventRow row) {
      String kind = row.kind();
      if (kind == null) {
        throw row.withoutKind();
      }
      if (kind.equals(STATUS)) {
        statuses.add(row.status());
        return;
      }
      Optional<Channel> channel = Channel.find(kind);
      if (channel.isPresent()) {
        bars.add(row.bar(channel.get(), reception));
      } else {
        unknown++;
      }
    }

    Frame frame() {
      return new Frame(statuses, bars, unreadable, unknown);
    }
  }
}
