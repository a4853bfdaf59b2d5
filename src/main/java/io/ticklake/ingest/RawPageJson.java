package io.ticklake.ingest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ticklake.model.Timespan;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A page in its envelope, on one line. The body is not decoded: every digit stays as received. With
 * what the envelope says {@link RawPage} derives the same bars again.
 */
final class RawPageJson {
  private RawPageJson() {}

  static String write(MarketPage page, PublishedPart part) {
    byte[] head = head(page, part).getBytes(StandardCharsets.UTF_8);
    byte[] line = new byte[head.length + page.body().length + 1];
    System.arraycopy(head, 0, line, 0, head.length);
    int end = body(page.body(), line, head.length);
    line[end] = '}';
    return new String(line, 0, end + 1, StandardCharsets.UTF_8);
  }

  private static String head(MarketPage page, PublishedPart part) {
    StringBuilder text = new StringBuilder(512).append('{');
    field(text, "source", page.request().source());
    field(text, "url", page.url());
    text.append("\"status\":").append(page.status()).append(',');
    field(text, "fetched_at", TimestampText.of(page.fetchedAt()));
    field(text, "request_id", page.envelope().requestId());
    asked(text, page.request());
    if (page.simulated()) {
      text.append("\"simulated\":true,");
    }
    part.name().ifPresent(name -> field(text, name, part.text()));
    return text.append("\"page\":").toString();
  }

  private static void asked(StringBuilder text, MarketRequest request) {
    Timespan timespan = request.timespan();
    field(text, "timespan", timespan == null ? null : timespan.text());
    field(text, "ticker", request.ticker());
    field(text, "from", request.earliest().toString());
    field(text, "to", request.to().toString());
  }

  private static void field(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append('"').append(name).append("\":\"");
      JsonStringEncoder.getInstance().quoteAsString(value, text);
      text.append("\",");
    }
  }

  // Within JSON, line breaks stand between tokens only. The raw zone holds one page a line.
  private static int body(byte[] body, byte[] line, int at) {
    int from = 0;
    int to = body.length;
    while (from < to && body[from] <= ' ' && body[from] >= 0) {
      from++;
    }
    while (to > from && body[to - 1] <= ' ' && body[to - 1] >= 0) {
      to--;
    }
    int end = at;
    for (int i = from; i < to; i++) {
      byte next = body[i];
      line[end++] = next == '\n' || next == '\r' ? (byte) ' ' : next;
    }
    return end;
  }
}
